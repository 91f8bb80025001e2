#!/bin/sh
# Essaie l’archive et le paquet Debian dans une Debian nue : ni Python, ni réseau, ni droit d’administration.
#   sudo sh packaging/linux/essai-debian-nue.sh [DOSSIER [archive | paquet]]
# DOSSIER reçoit deux systèmes de debootstrap (600 Mo chacun). Il faut debootstrap, xvfb, xdotool et python3 dehors.
set -eu

here="$(cd "$(dirname "$0")/../.." && pwd)"
place="${1:-$here/build/debian-nue}"
chosen="${2:-archive paquet}"
work="$place/echange"
# Ce que tout bureau a déjà pour son écran ; la Debian de debootstrap n’a pas d’écran du tout.
screen="libegl1 libgl1 libgbm1 libasound2 libfontconfig1 libglib2.0-0 libx11-xcb1 libxkbcommon0 libxcb-dri3-0 fonts-dejavu-core"

prepare() {
    root="$place/$1"
    [ -x "$root/bin/sh" ] || debootstrap --variant=minbase bookworm "$root" >/dev/null
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    chroot "$root" id claire >/dev/null 2>&1 || chroot "$root" useradd --uid 1000 --create-home claire
    mkdir -p "$work" "$root$work"
    for each in proc dev tmp; do mkdir -p "$root/$each"; done
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    # « rslave » : démonter ici ne démonte rien dans le système qui héberge l’essai.
    mountpoint -q "$root/dev" || { mount --rbind /dev "$root/dev" && mount --make-rslave "$root/dev"; }
    mountpoint -q "$root/tmp" || mount --bind /tmp "$root/tmp"
    mountpoint -q "$root$work" || mount --bind "$work" "$root$work"
    chroot "$root" apt-get -qq update
}

leave() {
    for name in $chosen; do
        root="$place/$name"
        for each in "$work" /tmp /proc; do mountpoint -q "$root$each" && umount "$root$each" || true; done
        mountpoint -q "$root/dev" && umount -R -l "$root/dev" || true
    done
}
trap leave EXIT

try() {
    if chroot "$root" sh -c "command -v python3" >/dev/null; then echo "Python est dans ce système : essai refusé."; exit 1; fi
    TMPDIR="$work" python3 "$here/packaging/smoke_test.py" --root "$root" --run-as 1000 "$1"
}

archive() {
    echo "== L’archive, dépliée par une personne sans droit, à côté des bibliothèques d’écran"
    # shellcheck disable=SC2086
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends xz-utils $screen >/dev/null
    rm -rf "$root/home/claire/MobiConseil"
    cp "$here"/dist/mobiconseil-*-linux-*.tar.xz "$root/home/claire/archive.tar.xz"
    chroot --userspec=1000:1000 "$root" sh -c "cd /home/claire && tar -xf archive.tar.xz"
    rm "$root/home/claire/archive.tar.xz"
    try /home/claire/MobiConseil/mobiconseil
    chroot --userspec=1000:1000 "$root" env HOME=/home/claire sh /home/claire/MobiConseil/installer.sh
    chroot --userspec=1000:1000 "$root" env HOME=/home/claire LC_ALL=C.UTF-8 /home/claire/.local/bin/mobiconseil --version
}

paquet() {
    echo "== Le paquet Debian, installé par l’administrateur, ouvert par une autre personne"
    cp "$here"/dist/mobiconseil_*.deb "$root/root/mobiconseil.deb"
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends /root/mobiconseil.deb >/dev/null
    rm "$root/root/mobiconseil.deb"
    try /usr/bin/mobiconseil
}

for name in $chosen; do
    prepare "$name"
    "$name"
    echo "== $name : tout fonctionne."
done
