"""A small service that describes itself: orders with documents, and subscriptions that are notified of new orders."""

from __future__ import annotations

from typing import Annotated, Any

import aiohttp
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, UploadFile
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, Field

KEY = "key-of-the-test"


class NewOrder(BaseModel):
    """What a customer orders."""

    customer: str = Field(description="Who orders.")
    amount: float = Field(gt=0)
    note: str | None = None


class Order(NewOrder):
    """An order that was taken."""

    id: int
    name: str


class OrderEvent(BaseModel):
    """What subscribers are told."""

    event: str
    order: Order


class Subscription(BaseModel):
    """Where to send what happens."""

    callback_url: str
    event: str = "created"


def _authenticated(key: Annotated[str, Depends(APIKeyHeader(name="X-API-Key"))]) -> None:
    if key != KEY:
        raise HTTPException(401, "the key is wrong")


def orders_service(address: str) -> FastAPI:
    """The service at an address; ``state.subscribers`` are the addresses that it notifies now."""
    app = FastAPI(
        title="Orders",
        version="1.0",
        description="Takes orders, keeps their documents, and tells of new ones.",
        servers=[{"url": address}],
        dependencies=[Depends(_authenticated)],
    )
    orders: dict[int, Order] = {}
    subscribers: dict[int, str] = {}
    app.state.subscribers = subscribers
    callbacks = APIRouter()

    @callbacks.post("{$request.body#/callback_url}")
    def order_created(event: OrderEvent) -> None:
        """An order was created."""

    @app.get("/orders", summary="List orders")
    def list_orders(customer: Annotated[str | None, Query()] = None) -> list[Order]:
        return [one for one in orders.values() if customer in (None, one.customer)]

    @app.post("/orders", status_code=201, summary="Create an order")
    async def create_order(order: NewOrder) -> Order:
        number = len(orders) + 1
        made = orders[number] = Order(id=number, name=f"Order {number}", **order.model_dump())
        async with aiohttp.ClientSession() as session:
            for url in subscribers.values():
                event = OrderEvent(event="created", order=made)
                await session.post(url, json=event.model_dump())
        return made

    @app.get("/orders/{order_id}", summary="Get an order", responses={404: {"description": "There is none."}})
    def get_order(order_id: int) -> Order:
        if order_id not in orders:
            raise HTTPException(404, "there is none")
        return orders[order_id]

    @app.post("/orders/{order_id}/document", summary="Upload a document")
    async def upload_document(order_id: int, document: UploadFile) -> dict[str, Any]:
        return {"order": order_id, "name": document.filename, "size": len(await document.read())}

    described: dict[int | str, dict[str, Any]] = {
        201: {"headers": {"Location": {"description": "Where it ends.", "schema": {"type": "string"}}}}
    }

    @app.post("/subscriptions", status_code=201, summary="Subscribe", callbacks=callbacks.routes, responses=described)
    def subscribe(subscription: Subscription) -> JSONResponse:
        number = len(subscribers) + 1
        subscribers[number] = subscription.callback_url
        return JSONResponse({"id": number}, 201, {"Location": f"{address}/subscriptions/{number}"})

    @app.delete("/subscriptions/{number}", status_code=204, summary="Unsubscribe")
    def unsubscribe(number: int) -> None:
        del subscribers[number]

    return app
