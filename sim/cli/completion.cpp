#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/manual.hpp"

namespace rekensom::cli {
namespace {

std::string names() {
    std::string list;
    for (Command const* c : commands()) list.append(list.empty() ? "" : " ").append(c->name);
    return list;
}

std::string flag_list(Command const& command) {
    std::string list;
    for (Flag const& flag : command.flags) list.append("--").append(flag.name).append(" ");
    return list + "--help";
}

/// Between single quotes of a shell, inside zsh's […] too.
std::string quoted(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '\'') out += "'\\'";
        if (c == '[' || c == ']' || c == ':') out += '\\';
        out += c;
    }
    return out;
}

std::string after_flag(Flag const& flag) {
    if (flag.argument == "DIR") return "compgen -d -- \"$word\"";
    if (!flag.choices.empty()) return fmt::format("compgen -W '{}' -- \"$word\"", flag.choices);
    return flag.argument == "FILE" ? "compgen -f -- \"$word\"" : "";
}

constexpr std::string_view shells[] = {"bash", "zsh"};

int completion_main(Arguments const& arguments) {
    std::string const shell = arguments.only_word("bash or zsh");
    if (shell != "bash" && shell != "zsh") {
        std::string_view const near = nearest(shell, shells);
        throw Usage(fmt::format("there is no completion for '{}'; expected bash or zsh{}", shell,
                                near.empty() ? "" : fmt::format("; did you mean {}?", near)));
    }
    fmt::print("{}", shell == "bash" ? bash_completion() : zsh_completion());
    return done;
}

}  // namespace

std::string bash_completion() {
    std::string out =
        "# bash completion of rekensom; load it with: source <(rekensom completion bash)\n_rekensom() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n    COMPREPLY=()\n"
        "    if ((COMP_CWORD == 1)); then\n        mapfile -t COMPREPLY < <(compgen -W '" +
        names() +
        " --help --version' -- \"$word\")\n        return\n    fi\n"
        "    case ${COMP_WORDS[1]}:$before in\n";
    for (Command const* c : commands())
        for (Flag const& flag : c->flags)
            if (flag.takes != Takes::nothing) {
                std::string const how = after_flag(flag);
                out += fmt::format("        {}:--{}) {}return ;;\n", c->name, flag.name,
                                   how.empty() ? "" : fmt::format("mapfile -t COMPREPLY < <({}); ", how));
            }
    out += "    esac\n    if [[ $word == -* ]]; then\n        case ${COMP_WORDS[1]} in\n";
    for (Command const* c : commands())
        out += fmt::format("            {}) mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\") ;;\n", c->name,
                           flag_list(*c));
    out +=
        "        esac\n    elif [[ ${COMP_WORDS[1]} == completion ]]; then\n        mapfile -t COMPREPLY < <(compgen "
        "-W "
        "'bash zsh' -- \"$word\")\n    else\n        mapfile -t COMPREPLY < <(compgen -f -X '!*.@(toml|csv)' -- "
        "\"$word\"; compgen "
        "-d -- \"$word\")\n    fi\n}\n"
        "shopt -s extglob\ncomplete -o filenames -F _rekensom rekensom\n";
    return out;
}

std::string zsh_completion() {
    std::string out =
        "#compdef rekensom\n# zsh completion of rekensom; load it with: source <(rekensom completion zsh)\n_rekensom() "
        "{\n    local -a commands\n    commands=(\n";
    for (Command const* c : commands()) out += fmt::format("        '{}:{}'\n", c->name, quoted(c->summary));
    out +=
        "    )\n    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n    case "
        "$words[2] in\n";
    for (Command const* c : commands()) {
        out += fmt::format("        {})\n            _arguments", c->name);
        for (Flag const& flag : c->flags) {
            std::string const what = flag.takes == Takes::nothing ? ""
                                     : flag.argument == "DIR"     ? ":directory:_files -/"
                                     : !flag.choices.empty()      ? fmt::format(":{}:({})", flag.argument, flag.choices)
                                                                  : fmt::format(":{}:", quoted(flag.argument));
            out += fmt::format(" \\\n                '{}--{}[{}]{}'", flag.takes == Takes::many ? "*" : "", flag.name,
                               quoted(flag.help), what);
        }
        out += fmt::format(" \\\n                '*:{}' ;;\n",
                           c->operands == "SHELL" ? "shell:(bash zsh)" : "file:_files");
    }
    return out + "    esac\n}\ncompdef _rekensom rekensom\n";
}

extern Command const completion_command;
Command const completion_command{
    "completion", "SHELL",        "prints shell completion, for bash or zsh", "source <(rekensom completion bash)",
    {},           completion_main};

}  // namespace rekensom::cli
