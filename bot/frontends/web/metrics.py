"""What `/metrics` counts about the page."""

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

NO_ROUTE = "none"


class Metrics:
    """Responses by route and status, beside whatever else is in the registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self._responses = Counter(
            "zoetrope_web_responses",
            "Responses sent by the web page.",
            ["route", "status"],
            registry=registry,
        )

    def table(self) -> list[web.AbstractRouteDef]:
        """The address and its handler."""
        return [web.get("/metrics", self.show)]

    async def show(self, _request: web.Request) -> web.Response:
        """Every figure in the registry, for Prometheus."""
        headers = {hdrs.CONTENT_TYPE: CONTENT_TYPE_LATEST}
        return web.Response(body=generate_latest(self._registry), headers=headers)

    def counter(self) -> Middleware:
        """Count every response."""

        @web.middleware
        async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
            # The route's pattern, not the path: what visitors make up must not become labels.
            resource = request.match_info.route.resource
            route = resource.canonical if resource else NO_ROUTE
            try:
                response = await handler(request)
            except web.HTTPException as error:
                self._responses.labels(route, error.status).inc()
                raise
            self._responses.labels(route, response.status).inc()
            return response

        return count
