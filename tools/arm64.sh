#!/usr/bin/env bash
# Builds the portable program for 64-bit ARM and runs the shipped scenarios with it, small, under QEMU: it must come to the
# markets that tests/oracles/state_hashes.txt expects, to the last bit. Usage: tools/arm64.sh
#
# No step of ./check, since it compiles everything once more and fetches Debian's libraries for arm64, 60 packages of 35 MB.
# These are unpacked in build/arm64-packages; what is installed on this machine stays as it is, but for cross compiler and
# QEMU.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"
cd "$repository"

packages=$repository/build/arm64-packages

# An apt of its own, which knows of nothing installed and so fetches libraries with all they rest on.
arm64_apt() {
    apt-get -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Architectures::=arm64 \
        -o Dir::State="$packages/apt" -o Dir::State::Status="$packages/apt/status" \
        -o Dir::Cache="$packages/apt/cache" -o Dir::Etc::SourceList="$packages/apt/sources.list" \
        -o Dir::Etc::SourceParts=- -o APT::Sandbox::User=root -o Debug::NoLocking=1 "$@"
}

# The libraries of packages_to_build, without the tools among them, which run here.
fetch_libraries() {
    local libraries=() package release
    for package in "${packages_to_build[@]}"; do
        case $package in
            g++ | cmake | ninja-build | ccache | gettext) ;;
            *) libraries+=("$package") ;;
        esac
    done
    [[ -e $packages/of && $(<"$packages/of") == "${libraries[*]}" ]] && return
    release=$(sed --quiet 's/^VERSION_CODENAME=//p' /etc/os-release)
    rm -rf "$packages"
    mkdir -p "$packages"/apt/{lists/partial,cache/archives/partial} "$packages/root"
    : >"$packages/apt/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" \
        >"$packages/apt/sources.list"
    say "Fetching Debian's libraries for arm64 ..."
    arm64_apt update >&2
    arm64_apt install --download-only --yes --no-install-recommends "${libraries[@]}" >&2
    for package in "$packages"/apt/cache/archives/*.deb; do dpkg-deb --extract "$package" "$packages/root"; done
    echo "${libraries[*]}" >"$packages/of"
}

install_missing "${packages_to_build[@]}" g++-aarch64-linux-gnu qemu-user
fetch_libraries
configure arm64
compile arm64 pasar
qemu=(qemu-aarch64 -L "$packages/root")
"${qemu[@]}" build/arm64/pasar --version
tools/hashes.sh "${qemu[@]}" build/arm64/pasar | diff tests/oracles/state_hashes.txt - ||
    fail "64-bit ARM comes to other markets than expected."
echo "64-bit ARM comes to the markets that are expected."
