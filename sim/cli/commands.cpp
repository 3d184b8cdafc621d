#include "cli/commands.hpp"

namespace rekensom::cli {

extern Command const queue_command, replay_command, run_command, npv_command, check_command, compare_command,
    explain_command, new_command, kpis_command, schema_command, docs_command, completion_command, man_command,
    fit_command, drivers_command, update_command, serve_command;

std::span<Command const* const> commands() {
    static constexpr Command const* table[] = {
        &run_command,   &npv_command,    &check_command,   &compare_command, &explain_command, &new_command,
        &queue_command, &replay_command, &kpis_command,    &schema_command,  &docs_command,    &completion_command,
        &man_command,   &fit_command,    &drivers_command, &update_command,  &serve_command,
    };
    return table;
}

Command const* find_command(std::string_view name) {
    for (Command const* command : commands())
        if (command->name == name) return command;
    return nullptr;
}

}  // namespace rekensom::cli
