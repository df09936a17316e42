"""A garden behind FastAPI, with what its documents usually contain: models, unions, files, forms, streams and security."""

import datetime
import enum
import uuid
from typing import Annotated, Literal

from fastapi import Body, Cookie, Depends, FastAPI, Form, Header, HTTPException, Query, Response, UploadFile
from fastapi.responses import FileResponse, PlainTextResponse, StreamingResponse
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer
from pydantic import BaseModel, Field

app = FastAPI(title="Garden", version="1.0")


class Light(str, enum.Enum):
    sun = "sun"
    shade = "half shade"


class Plant(BaseModel):
    id: uuid.UUID
    light: Light
    planted: datetime.datetime
    watered: datetime.date | None = None
    labels: set[str] = set()
    spot: tuple[int, str] = (0, "bed")
    notes: dict[str, int | str] = {}
    class_: str = Field("perennial", alias="class")


class Bee(BaseModel):
    kind: Literal["bee"]
    stripes: int = 4


class Snail(BaseModel):
    kind: Literal["snail"]
    slow: bool


class Problem(BaseModel):
    code: int
    reason: str


class Page(BaseModel):
    plants: list[Plant]
    seen: dict[str, str | bool | None]


Animal = Annotated[Bee | Snail, Field(discriminator="kind")]
token = OAuth2PasswordBearer(tokenUrl="token")
key = APIKeyHeader(name="X-Garden-Key")
plants: dict[uuid.UUID, Plant] = {}


@app.post("/plants", status_code=201, tags=["plants"], responses={409: {"model": Problem}})
def add_plant(plant: Plant) -> Plant:
    if plant.id in plants:
        problem = Problem(code=1, reason="planted already").model_dump_json()
        return Response(problem, 409, media_type="application/json")
    plants[plant.id] = plant
    return plant


@app.get("/plants", tags=["plants"])
def find_plants(
    light: Annotated[list[Light] | None, Query()] = None,
    since: datetime.datetime | None = None,
    text: Annotated[str | None, Query(alias="free-text")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    exact: bool = False,
    x_trace: Annotated[str | None, Header()] = None,
    session: Annotated[str | None, Cookie()] = None,
) -> Page:
    found = [plant for plant in plants.values() if not light or plant.light in light]
    seen = {"since": since and since.isoformat(), "text": text, "exact": exact, "trace": x_trace, "session": session}
    return Page(plants=found[:limit], seen=seen)


@app.get("/plants/{plant_id}", tags=["plants"], responses={404: {"model": Problem}})
def get_plant(plant_id: uuid.UUID) -> Plant:
    if plant_id not in plants:
        problem = Problem(code=4, reason="no such plant").model_dump_json()
        return Response(problem, 404, media_type="application/json")
    return plants[plant_id]


@app.patch("/plants/{plant_id}", tags=["plants"])
def water_plant(plant_id: uuid.UUID, watered: Annotated[datetime.date | None, Body(embed=True)]) -> Plant:
    plants[plant_id].watered = watered
    return plants[plant_id]


@app.delete("/plants/{plant_id}", status_code=204, tags=["plants"])
def remove_plant(plant_id: uuid.UUID):
    del plants[plant_id]


@app.post("/animals", tags=["animals"])
def echo_animal(animal: Animal) -> Animal:
    return animal


@app.post("/animals/any", tags=["animals"])
def echo_any(animal: Bee | str | int | list[Snail]) -> Bee | str | int | list[Snail]:
    return animal


@app.get("/animals/seen", tags=["animals"])
def seen_animal(yes: bool) -> Bee | None:
    return Bee(kind="bee") if yes else None


@app.post("/files", tags=["files"])
async def upload(
    file: UploadFile, note: Annotated[str, Form()], labels: Annotated[list[str], Form()] = [], more: UploadFile | None = None
) -> dict[str, str | int | list[str] | None]:
    size = len(await file.read())
    return {"name": file.filename, "type": file.content_type, "size": size, "note": note, "labels": labels, "more": more and more.filename}


@app.post("/form", tags=["files"])
def send_form(name: Annotated[str, Form()], age: Annotated[int | None, Form()] = None) -> dict[str, str | int | None]:
    return {"name": name, "age": age}


@app.get("/download", response_class=FileResponse, tags=["files"])
def download():
    return FileResponse(__file__, media_type="application/octet-stream")


@app.get("/text", response_class=PlainTextResponse, tags=["files"])
def text():
    return "two\nlines"


@app.get("/lines", tags=["files"])
def lines():
    return StreamingResponse(iter(['{"a": 1}\n', '{"a": 2}\n']), media_type="application/x-ndjson")


@app.get("/paths/{path:path}", tags=["files"])
def by_path(path: str) -> str:
    return path


@app.get("/token", tags=["secured"])
def with_token(value: Annotated[str, Depends(token)]) -> str:
    return value


@app.get("/key", tags=["secured"])
def with_key(value: Annotated[str, Depends(key)]) -> str:
    return value


@app.get("/refused", tags=["secured"])
def refused() -> str:
    raise HTTPException(403, "not yours")
