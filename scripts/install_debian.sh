#!/usr/bin/env bash
# Installs the Debian packages that some tests need: LibreOffice, which reads doc, wps, rtf and odt, and a Chinese font.
# Does nothing where they are there; where apt cannot be used it says so and ends well: those tests then skip.
set -u

packages=(libreoffice-writer libreoffice-calc fonts-wqy-zenhei)

skip() {
    echo "install_debian: $1; tests that need ${packages[*]} will skip"
    exit 0
}

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=""
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

command -v apt-get >/dev/null || skip "no apt-get here"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } || skip "neither root nor sudo without a password"
    as_root=(sudo -n)
fi

install() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

echo "install_debian: installing ${missing[*]}"
install >/dev/null 2>&1 && exit 0
"${as_root[@]}" apt-get update -q >/dev/null 2>&1 || skip "apt-get update failed"
install >/dev/null 2>&1 || skip "apt-get install failed"
