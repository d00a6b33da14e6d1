#compdef navette
# SPDX-License-Identifier: GPL-3.0-or-later
# zsh understands what is made for bash. Read when it is first asked for, from where the program was installed.
local navette=${commands[navette]:A:h}
local completions=${navette:h:h:h}/share/bash-completion/completions/navette
if [[ -r $completions ]]; then
  autoload -U +X bashcompinit && bashcompinit
  source $completions
  _bash_complete -o default -F _complete_navette
fi
