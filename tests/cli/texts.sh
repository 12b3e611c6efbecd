#!/bin/sh
# Help, manual page and completions: all there, all from the same tables, none with a warning.
#   tests/cli/texts.sh PROGRAM
set -eu
actornet=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() {
    echo "$*" >&2
    exit 1
}

commands='build extract link centrality draw convert explain dict help version completion'
for command in 'dict list' version; do
    # shellcheck disable=SC2086
    ! "$actornet" $command --help | grep -n ' $' || fail "the usage of $command ends in a blank"
    ! "$actornet" $command --no-such-option 2>&1 | grep -n ' $' || fail "the usage of $command ends in a blank"
done
"$actornet" help >help
"$actornet" help --man >actornet.1
for command in $commands; do
    grep -q "^  $command" help || fail "'actornet help' does not name $command"
    grep -q "^\.SS \"actornet $command" actornet.1 || fail "the manual page does not name $command"
    [ "$command" = dict ] && command='dict check'
    # shellcheck disable=SC2086
    "$actornet" help $command >one
    "$actornet" $command --help | cmp - one || fail "'help $command' and '$command --help' differ"
    for option in $(grep -oE '^ +(-., )?--[a-z-]+' one | grep -oE -e '--[a-z-]+'); do
        grep -qF -e "$(echo "$option" | sed 's/-/\\-/g')" actornet.1 || fail "the manual page does not tell $option of $command"
    done
    ! grep -n ' $' one || fail "help of $command has blanks at line ends"
    awk 'length($0) > 100 { print; bad = 1 } END { exit bad }' one || fail "help of $command has long lines"
done

rendered=no
if command -v groff >/dev/null; then
    groff -man -ww -Tascii actornet.1 >page 2>warnings
    [ ! -s warnings ] || fail "groff: $(cat warnings)"
    rendered=groff
fi
if command -v man >/dev/null && man --version >/dev/null 2>&1; then
    MANWIDTH=100 LC_ALL=C.UTF-8 man --warnings -l actornet.1 >page 2>warnings || fail "man: $(cat warnings)"
    [ ! -s warnings ] || fail "man: $(cat warnings)"
    grep -q 'turn documents into a network' page || fail "man shows no name"
    rendered=man
fi
if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning actornet.1 >warnings || fail "mandoc: $(cat warnings)"
    rendered=mandoc
fi
echo "manual page rendered by: $rendered"

"$actornet" completion bash >actornet.bash
if command -v bash >/dev/null; then
    bash -n actornet.bash
    answer=$(bash -c '. ./actornet.bash; COMP_WORDS=(actornet centrality x --dist); COMP_CWORD=3; _actornet; echo "${COMPREPLY[*]}"
        COMP_WORDS=(actornet build --names d); COMP_CWORD=3; _actornet; echo "${COMPREPLY[*]}"
        COMP_WORDS=(actornet centr); COMP_CWORD=1; _actornet; echo "${COMPREPLY[*]}"')
    [ "$answer" = "--distance
dictionary
centrality" ] || fail "bash completion answers: $answer"
fi
"$actornet" completion zsh >_actornet
if command -v zsh >/dev/null; then zsh -n _actornet; fi
"$actornet" completion fish >actornet.fish
if command -v fish >/dev/null; then fish -n actornet.fish; fi
grep -q -e '-l by' actornet.fish || fail "fish completion lacks options"
