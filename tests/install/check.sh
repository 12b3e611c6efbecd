#!/bin/sh
# Installs into a folder and uses the installation from outside: pkg-config (shared and static, C and C++), find_package, and the program itself.
#   tests/install/check.sh BUILD_DIR CC CXX SANITIZERS      (CXX and SANITIZERS may be empty)
set -eu
unset ACTORNET_DATA
build=$1 cc=$2 cxx=${3:-} sanitize=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
flags=${sanitize:+-fsanitize=$sanitize}
expected='actornet [0-9.]*: 2 actors, 1 link, degree 1'

say() { echo "== $*"; }
check() { # what a program prints
    "$@" >"$folder/output" && grep -q "^$expected\$" "$folder/output" || { echo "$* printed:" >&2; cat "$folder/output" >&2; exit 1; }
}

say install
cmake --install "$build" --prefix "$folder/first" >"$folder/log" || { cat "$folder/log"; exit 1; }
mv "$folder/first" "$folder/moved" # an installation can be moved
prefix=$folder/moved
libdir=$(dirname "$(find "$prefix" -name actornet.pc)")/..
export PKG_CONFIG_PATH="$libdir/pkgconfig"
cd "$folder"

say pkg-config, shared
$cc $flags "$here/outside.c" $(pkg-config --cflags --libs actornet) -o shared
LD_LIBRARY_PATH=$libdir check ./shared shared.graphml

say pkg-config, static
$cc $flags "$here/outside.c" $(pkg-config --cflags --libs actornet-static) -o static
check ./static static.graphml "$(pkg-config --variable=datadir actornet-static)"

if [ -n "$cxx" ]; then
    say pkg-config, C++
    $cxx -std=c++17 $flags -x c++ "$here/outside.c" $(pkg-config --cflags --libs actornet) -o cxx
    LD_LIBRARY_PATH=$libdir check ./cxx cxx.graphml
fi

say find_package
cmake -S "$here" -B project -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="$flags" >log 2>&1 || { cat log; exit 1; }
cmake --build project >log 2>&1 || { cat log; exit 1; }
check project/outside_shared shared.graphml
check project/outside_static static.graphml "$(pkg-config --variable=datadir actornet)"

say the program and its data
mkdir elsewhere
cd elsewhere
printf 'Algeria and Morocco signed a treaty.\n' >note.txt
"$prefix/bin/actornet" build note.txt -q -o net.graphml
grep -q Morocco net.graphml
test -s "$prefix/share/actornet/shipped.anet"
"$prefix/bin/actornet" version
test -s "$prefix/share/man/man1/actornet.1"
test -s "$prefix/share/bash-completion/completions/actornet"

# Nothing that is only ours on the outside of the shared library.
if command -v nm >/dev/null; then
    extra=$(nm -D --defined-only "$libdir/libactornet.so" | awk '$2 ~ /[TDBR]/ && $3 !~ /^an_/ && $3 !~ /^_(init|fini|end|edata)|^__/ { print $3 }')
    [ -z "$extra" ] || { echo "the shared library shows: $extra" >&2; exit 1; }
fi
