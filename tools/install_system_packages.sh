#!/usr/bin/env bash
# Installs the Debian packages of a list (requirements/debian.txt, or the one that is named) that
# are missing; silent and quick if none is.
set -euo pipefail
cd "$(dirname "$0")/.."
list=${1:-requirements/debian.txt}

if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: the packages named in $list are left to you." >&2
    exit 0
fi

missing=()
while read -r package _; do
    [[ -z $package || $package == \#* ]] && continue
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done <"$list"
((${#missing[@]} == 0)) && exit 0

if ((EUID == 0)); then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "Missing Debian packages, to be installed by an administrator: ${missing[*]}" >&2
    exit 1
fi

echo "Installing Debian packages: ${missing[*]}"
"${as_root[@]}" apt-get update --quiet=2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" >/dev/null
