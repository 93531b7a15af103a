"""`python3 -m app`: serves on PORT, and says so when it is ready."""
import socket

import uvicorn

from .main import create_app
from .settings import read_settings

settings = read_settings()
# With the protocol named, asyncio sends small answers at once instead of waiting for more.
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", settings.port))
listener.listen(1024)
app = create_app(settings)
print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
