#!/bin/sh
# Installe MobiConseil pour cette personne seulement : ni mot de passe d’administration, ni réseau.
#   sh installer.sh             installe, ou met à jour
#   sh installer.sh --retirer   retire le programme ; les dossiers de travail restent
set -eu

data="${XDG_DATA_HOME:-$HOME/.local/share}"
place="$HOME/.local/opt/MobiConseil"
here="$(cd "$(dirname "$0")" && pwd)"

refresh() {
    # Leur absence n’empêche rien : le bureau le fera à la prochaine ouverture de session.
    command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$data/mime" >/dev/null 2>&1 || true
    command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database "$data/applications" >/dev/null 2>&1 || true
}

if [ -e "$place/donnees" ] && { [ "${1:-}" = "--retirer" ] || [ "$here" != "$place" ]; }; then
    echo "Rien n’a été touché : $place/donnees garde des dossiers de travail. Déplacez ce dossier, puis recommencez." >&2
    exit 1
fi

if [ "${1:-}" = "--retirer" ]; then
    rm -rf "$place"
    rm -f "$data/applications/fr.mobiconseil.desktop" "$data/mime/packages/fr.mobiconseil.xml" \
        "$data/icons/hicolor/256x256/apps/fr.mobiconseil.png" "$HOME/.local/bin/mobiconseil"
    refresh
    echo "MobiConseil est retiré. Vos dossiers de travail sont restés : $data/MobiConseil"
    exit 0
fi

if [ "$here" != "$place" ]; then
    mkdir -p "$(dirname "$place")"
    rm -rf "$place.nouveau"
    cp -R "$here" "$place.nouveau"
    # Un dossier « donnees » est celui d’une clé : il reste sur la clé.
    rm -rf "$place.nouveau/donnees" "$place"
    mv "$place.nouveau" "$place"
fi
mkdir -p "$data/applications" "$data/mime/packages" "$data/icons/hicolor/256x256/apps" "$HOME/.local/bin"
sed "s|@PROGRAM@|$place/mobiconseil|" "$place/partage/fr.mobiconseil.desktop" >"$data/applications/fr.mobiconseil.desktop"
cp "$place/partage/fr.mobiconseil.xml" "$data/mime/packages/fr.mobiconseil.xml"
cp "$place/partage/fr.mobiconseil.png" "$data/icons/hicolor/256x256/apps/fr.mobiconseil.png"
ln -sf "$place/mobiconseil" "$HOME/.local/bin/mobiconseil"
refresh
echo "MobiConseil est installé dans $place et se trouve dans le menu des applications."
