"""The page's pictures and clips, sent from their files, whole or in ranges."""

from pathlib import Path

from aiohttp import hdrs, web

from bot.frontends.web.guard import account_of
from bot.orders import Delivery
from bot.studio import Studio

FOR_GOOD = "private, max-age=86400, immutable"  # a finished clip never changes
FOR_A_WHILE = "private, max-age=3600"
SAVED_DEPTH = "zoetrope-depth.png"


class Files:
    """Finished clips, previews of effects and sample pictures."""

    def __init__(self, studio: Studio, samples: Path) -> None:
        self._studio = studio
        self._samples = {path.stem: path for path in samples.glob("*.jpg")}

    def table(self) -> list[web.AbstractRouteDef]:
        """Every address and its handler."""
        return [
            web.get("/api/jobs/{job_id}/clip", self.clip),
            web.get("/api/jobs/{job_id}/poster", self.poster),
            web.get("/api/jobs/{job_id}/depth", self.depth),
            web.get("/api/jobs/{job_id}/preview", self.instant_preview),
            web.get("/api/effects/{effect}/preview", self.preview),
            web.get("/api/samples/{sample}", self.sample),
        ]

    async def clip(self, request: web.Request) -> web.FileResponse:
        """The MP4; with `?download` it is saved rather than shown."""
        found = await self._find(request)
        headers = {hdrs.CACHE_CONTROL: FOR_GOOD}
        if "download" in request.query:
            headers[hdrs.CONTENT_DISPOSITION] = f'attachment; filename="{found.filename}"'
        return web.FileResponse(found.path, headers=headers)

    async def poster(self, request: web.Request) -> web.FileResponse:
        """A still of the clip."""
        found = await self._find(request)
        return web.FileResponse(found.poster, headers={hdrs.CACHE_CONTROL: FOR_GOOD})

    async def depth(self, request: web.Request) -> web.FileResponse:
        """The depth that a clip was made with, as a grey PNG of 16 bits, to be saved."""
        found = await self._find(request)
        if found.export is None:
            raise web.HTTPNotFound
        headers = {
            hdrs.CACHE_CONTROL: FOR_GOOD,
            hdrs.CONTENT_DISPOSITION: f'attachment; filename="{SAVED_DEPTH}"',
        }
        return web.FileResponse(found.export, headers=headers)

    async def instant_preview(self, request: web.Request) -> web.FileResponse:
        """What the effects make of an order while a model draws its clip."""
        path = await self._studio.archive.preview(request.match_info["job_id"], account_of(request))
        return web.FileResponse(path, headers={hdrs.CACHE_CONTROL: FOR_A_WHILE})

    async def _find(self, request: web.Request) -> Delivery:
        """The clip asked for; `?variant=2` is the second of a job's several."""
        found = await self._studio.archive.delivery(
            request.match_info["job_id"], account_of(request)
        )
        clips = [found, *found.others]
        number = request.query.get("variant", "1")
        if number not in {str(each) for each in range(1, len(clips) + 1)}:
            raise web.HTTPNotFound
        return clips[int(number) - 1]

    async def preview(self, request: web.Request) -> web.FileResponse:
        """What an effect does, as a small loop."""
        path = await self._studio.previews.find(request.match_info["effect"])
        return web.FileResponse(path, headers={hdrs.CACHE_CONTROL: FOR_A_WHILE})

    async def sample(self, request: web.Request) -> web.FileResponse:
        """A picture for those who have none at hand."""
        path = self._samples.get(request.match_info["sample"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={hdrs.CACHE_CONTROL: FOR_A_WHILE})
