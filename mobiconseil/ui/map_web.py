"""QtWebEngine held short: one scheme served from memory, no disk, no network, no WebRTC, software drawing only.

Importing this module loads QtWebEngine (a few hundred milliseconds): only `map_view` does, when a map is shown.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl, QUrlQuery
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.maps import MAP_HOST, MAP_SCHEME, Answer, MapSite

ALLOWED_SCHEMES = frozenset({MAP_SCHEME, "data", "blob"})
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-logging",
    "--log-level=3",  # only what ends it: that the system has no message bus is no news
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_CHANNEL = ":/qtwebchannel/qwebchannel.js"
_NO_WEBRTC = """
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'RTCSessionDescription',
                    'RTCIceCandidate', 'WebTransport']) {
  delete window[name];
}
"""


@cache
def register_scheme() -> None:
    """Make the scheme known, once, before the first profile: QtWebEngine takes no new scheme after that."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(dict.fromkeys([*flags, *FLAGS]))
    scheme = QWebEngineUrlScheme(MAP_SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class SiteHandler(QWebEngineUrlSchemeHandler):
    """Answers the page from memory; `missed` keeps the paths where there was nothing."""

    def __init__(self, site: MapSite, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self.missed: list[str] = []

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Reply with what the site has, or refuse."""
        url = job.requestUrl()
        answer = self._answer(url) if url.host() == MAP_HOST and bytes(job.requestMethod().data()) == b"GET" else None
        if answer is None:
            self.missed.append(url.path())
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        headers = {"X-Content-Type-Options": "nosniff", **answer.headers}
        # One list per name: Qt takes a multi-map, and would cut a bare value into its characters.
        told: Any = {QByteArray(name.encode()): [QByteArray(value.encode())] for name, value in headers.items()}
        job.setAdditionalResponseHeaders(told)
        body = QBuffer(job)
        body.setData(QByteArray(answer.body))
        body.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(answer.mime.encode()), body)

    def _answer(self, url: QUrl) -> Answer | None:
        if url.path() == "/qwebchannel.js":
            return Answer(mime="text/javascript", body=_channel_script())
        query = dict(QUrlQuery(url).queryItems(QUrl.ComponentFormattingOption.FullyDecoded))
        try:
            return self._site.answer(url.path(), query)
        except MobiConseilError:
            return None


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Refuses every request that leaves the program; `blocked` keeps what was refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block everything that is not in memory."""
        url = info.requestUrl()
        if url.scheme() not in ALLOWED_SCHEMES:
            self.blocked.append(url.toString())
            info.block(True)


class MapPage(QWebEnginePage):
    """The page of the map; it stays on its own scheme. `complaints` keeps what its scripts complain about."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.complaints: list[str] = []

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        type: QWebEnginePage.NavigationType,
        isMainFrame: bool,  # noqa: N803
    ) -> bool:
        """Stay on the pages of the program."""
        return QUrl(url).scheme() == MAP_SCHEME

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        """Open no other window."""
        return None

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,  # noqa: N803
        sourceID: str,  # noqa: N803
    ) -> None:
        """Keep the message: it may quote a name, so it goes to no log."""
        self.complaints.append(f"{sourceID.rpartition('/')[2]}:{lineNumber} {message}")


def make_profile(handler: SiteHandler, interceptor: Interceptor, parent: QObject) -> QWebEngineProfile:
    """Return a profile without a name, so without any file, that only knows the scheme of the program."""
    profile = QWebEngineProfile(parent)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setUrlRequestInterceptor(interceptor)
    profile.installUrlSchemeHandler(QByteArray(MAP_SCHEME.encode()), handler)
    profile.setSpellCheckEnabled(False)
    profile.scripts().insert(_without_webrtc())
    _switch_off(profile.settings())
    return profile


def _switch_off(settings: QWebEngineSettings) -> None:
    attribute = QWebEngineSettings.WebAttribute
    for name in (
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.LocalContentCanAccessFileUrls,
        attribute.PluginsEnabled,
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanAccessClipboard,
        attribute.ErrorPageEnabled,
        attribute.NavigateOnDropEnabled,
        attribute.LocalStorageEnabled,
        attribute.DnsPrefetchEnabled,
        attribute.WebGLEnabled,
        attribute.Accelerated2dCanvasEnabled,
        attribute.HyperlinkAuditingEnabled,
        attribute.ScreenCaptureEnabled,
    ):
        settings.setAttribute(name, False)


def _without_webrtc() -> QWebEngineScript:
    """Return the script that takes away the one way out that neither the policy nor the interceptor sees."""
    script = QWebEngineScript()
    script.setName("no-webrtc")
    script.setSourceCode(_NO_WEBRTC)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
    script.setRunsOnSubFrames(True)
    return script


@cache
def _channel_script() -> bytes:
    file = QFile(_CHANNEL)
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
