# shellcheck shell=bash disable=SC2034
# What both front doors, ./run and ./check, begin with: the Debian packages Pasar needs, and a build. Sourced by them.
# Everything said here goes to standard error, so that the output of `./run ...` is the output of pasar alone.

repository=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

packages_to_build=(g++ cmake ninja-build ccache libboost-dev libcli11-dev libfccp-dev libfmt-dev nlohmann-json3-dev
    libssl-dev libtbb-dev librandom123-dev libnlopt-cxx-dev libxlsxwriter-dev zlib1g-dev gettext doctest-dev)
packages_for_window=(libsfml-dev libimgui-dev libgl1-mesa-dev libgl1-mesa-dri libx11-dev pkg-config fonts-inter
    fonts-dejavu-core)
packages_to_check=(clang clang-format clang-tidy libclang-rt-dev unzip)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# ccache needs a place to write; accounts without a home directory get one in the build folder.
if [[ -z ${CCACHE_DIR:-} && ! -w ${HOME:-/nonexistent} ]]; then
    export CCACHE_DIR=$repository/build/ccache
fi

# So does npm.
if [[ ! -w ${HOME:-/nonexistent} ]]; then
    export npm_config_cache=$repository/build/npm
fi

# install_missing PACKAGE...: installs those of the packages that are not there yet; asks nobody when none is missing.
install_missing() {
    if ! command -v dpkg-query apt-get >/dev/null; then
        command -v g++ cmake ninja >/dev/null && return # somebody has prepared this machine by other means
        fail "Pasar prepares Debian machines only. Please install what these Debian packages hold, then try again: $*"
    fi
    local present missing=() package
    present=" $(dpkg-query --show --showformat '${Package}:${db:Status-Status} ' "$@" 2>/dev/null || true)"
    for package in "$@"; do
        [[ $present == *" $package:installed "* ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            fail "These packages are missing: ${missing[*]}. Installing them takes root or sudo; this account has neither."
        as_root=(sudo)
    fi
    local log=$repository/build/install.log
    say "Installing ${missing[*]} ..."
    mkdir -p "$repository/build"
    if ! { "${as_root[@]}" apt-get update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
            "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        fail "The packages could not be installed; the whole log is in $log."
    fi
}

# npm bundles the charts of report.html. Where it is missing and cannot be had, the page has tables only.
prepare_charts() {
    command -v node >/dev/null && command -v npm >/dev/null && return
    (install_missing nodejs npm) || say "Without npm, report.html will have tables and no charts."
}

# pasar view has a window. Where its libraries cannot be had, everything else is built.
prepare_window() {
    command -v dpkg-query >/dev/null || return 0
    (install_missing "${packages_for_window[@]}") || say "Without these, pasar view will have no window."
}

# How many compilers at once: one for each processor, as long as each has a gigabyte of memory.
compilers_at_once() {
    local processors gigabytes
    processors=$(nproc)
    gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    ((gigabytes < 1)) && gigabytes=1
    echo $((processors < gigabytes ? processors : gigabytes))
}

# One build at a time: a second one waits rather than writing the same files.
alone() {
    mkdir -p "$repository/build"
    flock "$repository/build/lock" "$@"
}

has_window_libraries() {
    command -v pkg-config >/dev/null && pkg-config --exists imgui sfml-graphics gl x11
}

# configure PRESET [OPTION...]: makes build/PRESET ready, anew where the presets or the place of the repository changed.
configure() {
    local preset=$1 folder=$repository/build/$1
    shift
    if [[ -e $folder/build.ninja && ! $repository/CMakePresets.json -nt $folder/build.ninja ]] &&
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$repository" "$folder/CMakeCache.txt" &&
        ! { grep -qxF NPM:FILEPATH=NPM-NOTFOUND "$folder/CMakeCache.txt" && command -v npm >/dev/null; } &&
        ! { grep -qxF PASAR_BUILT_WITH_WINDOW:INTERNAL=OFF "$folder/CMakeCache.txt" && has_window_libraries; }; then
        (($# == 0)) && return
    else
        set -- --fresh "$@"
    fi
    alone cmake -S "$repository" --preset "$preset" "$@"
}

# compile PRESET [TARGET...]
compile() {
    local folder=$repository/build/$1
    shift
    alone cmake --build "$folder" --parallel "$(compilers_at_once)" ${1:+--target "$@"}
}
