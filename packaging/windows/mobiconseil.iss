; L’installeur Windows de MobiConseil, pour une personne, sans droit d’administration :
;   iscc /DVersion=0.1.0 packaging\windows\mobiconseil.iss
; après « python packaging/dev.py package », qui fait dist\MobiConseil.
#ifndef Version
  #error Donnez la version : /DVersion=0.1.0
#endif
#define Program "mobiconseil.exe"
#define Type "MobiConseil.Echange"

[Setup]
AppId={{6C0B7C52-5B0E-4A0C-9C63-3B6E1B7A9F42}
AppName=MobiConseil
AppVersion={#Version}
AppVerName=MobiConseil {#Version}
AppPublisher=MobiConseil
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\MobiConseil
DisableProgramGroupPage=yes
DisableDirPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
ChangesAssociations=yes
CloseApplications=yes
SetupIconFile=..\icons\mobiconseil.ico
UninstallDisplayIcon={app}\{#Program}
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=mobiconseil-{#Version}-windows-installeur
Compression=lzma2/normal
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "french"; MessagesFile: "compiler:Languages\French.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Une mise à jour ne laisse rien de la version précédente ; les dossiers de travail sont ailleurs.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\MobiConseil\*"; DestDir: "{app}"; Excludes: "donnees"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{userprograms}\MobiConseil"; Filename: "{app}\{#Program}"; AppUserModelID: "fr.mobiconseil"
Name: "{userdesktop}\MobiConseil"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.mobiconseil"; ValueType: string; ValueData: "{#Type}"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\{#Type}"; ValueType: string; ValueData: "Fichier d’échange de MobiConseil"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\{#Type}\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"
Root: HKCU; Subkey: "Software\Classes\{#Type}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,MobiConseil}"; Flags: nowait postinstall skipifsilent
