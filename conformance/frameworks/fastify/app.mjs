// A garden behind Fastify, with JSON schemas as its routes usually have them.

import fastify from "fastify";
import multipart from "@fastify/multipart";
import swagger from "@fastify/swagger";

const app = fastify({ ajv: { customOptions: { coerceTypes: "array" } } });
await app.register(multipart, { attachFieldsToBody: true });
await app.register(swagger, {
  openapi: {
    openapi: "3.1.0",
    info: { title: "Garden", version: "1.0.0" },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Garden-Key" } } },
  },
  refResolver: { buildLocalReference: (json, _base, _fragment, index) => json.$id ?? `def-${index}` },
});

app.addSchema({
  $id: "Plant",
  type: "object",
  required: ["id", "light"],
  properties: {
    id: { type: "integer" },
    light: { type: "string", enum: ["sun", "half shade"] },
    planted: { type: "string", format: "date-time" },
    watered: { type: ["string", "null"], format: "date" },
    labels: { type: "array", items: { type: "string" } },
    parent: { $ref: "Plant#" },
  },
});
app.addSchema({
  $id: "Problem",
  type: "object",
  properties: { statusCode: { type: "integer" }, error: { type: "string" }, message: { type: "string" } },
});

const ids = { type: "object", properties: { id: { type: "integer" } } };
const plant = { $ref: "Plant#" };
const problem = { $ref: "Problem#" };
const plants = new Map();

app.post(
  "/plants",
  { schema: { operationId: "addPlant", tags: ["plants"], body: plant, response: { 201: plant, 409: problem } } },
  async (request, reply) => {
    if (plants.has(request.body.id)) {
      return reply.code(409).send({ statusCode: 409, error: "Conflict", message: "planted already" });
    }
    plants.set(request.body.id, request.body);
    return reply.code(201).send(request.body);
  },
);

const query = {
  type: "object",
  properties: {
    light: { type: "array", items: { type: "string" } },
    after: { type: "integer" },
    text: { type: "string" },
  },
};
const page = {
  type: "object",
  required: ["plants"],
  properties: {
    plants: { type: "array", items: plant },
    next: { type: "integer", nullable: true },
    text: { type: "string" },
  },
};
app.get(
  "/plants",
  { schema: { operationId: "listPlants", tags: ["plants"], querystring: query, response: { 200: page } } },
  async ({ query }) => {
    const found = [...plants.values()].filter(
      ({ id, light }) => id > (query.after ?? 0) && (!query.light || query.light.includes(light)),
    );
    const next = found.length > 2 ? found[1].id : undefined;
    return { plants: found.slice(0, 2), next, text: query.text };
  },
);

app.get(
  "/plants/:id",
  { schema: { operationId: "getPlant", tags: ["plants"], params: ids, response: { 200: plant, 404: problem } } },
  async ({ params }, reply) =>
    plants.get(params.id) ?? reply.code(404).send({ statusCode: 404, error: "Not Found", message: "no such plant" }),
);

app.delete(
  "/plants/:id",
  { schema: { operationId: "removePlant", tags: ["plants"], params: ids, response: { 204: { type: "null", description: "Removed." } } } },
  async ({ params }, reply) => {
    plants.delete(params.id);
    return reply.code(204).send();
  },
);

const size = { anyOf: [{ type: "integer" }, { type: "string" }] };
app.put(
  "/sizes/:name",
  {
    schema: {
      operationId: "setSize",
      tags: ["sizes"],
      params: { type: "object", properties: { name: { type: "string" } } },
      headers: { type: "object", properties: { "x-trace": { type: "string" } } },
      body: { type: "object", required: ["size"], properties: { size } },
      response: { 200: { type: "object", properties: { name: { type: "string" }, trace: { type: "string" }, size } } },
    },
  },
  async ({ params, headers, body }) => ({ name: params.name, trace: headers["x-trace"], size: body.size }),
);

app.post(
  "/files",
  {
    schema: {
      operationId: "sendFile",
      tags: ["files"],
      consumes: ["multipart/form-data"],
      body: { type: "object", properties: { note: { type: "string" }, file: { type: "string", format: "binary" } } },
      response: { 200: { type: "object", properties: { note: { type: "string" }, name: { type: "string" }, type: { type: "string" }, size: { type: "integer" } } } },
    },
    validatorCompiler: () => () => true,
  },
  async ({ body: { note, file } }) => ({
    note: note.value,
    name: file.filename,
    type: file.mimetype,
    size: (await file.toBuffer()).length,
  }),
);

app.get(
  "/key",
  { schema: { operationId: "readKey", tags: ["secured"], security: [{ key: [] }], response: { 200: { type: "string" } } } },
  async ({ headers }, reply) => reply.header("content-type", "application/json").send(JSON.stringify(headers["x-garden-key"])),
);

app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
await app.listen({ host: "127.0.0.1", port: 4822 });
