// Prints the scenarios of the suite as JSON: the requests that its server expects, and the responses that it sends.
//
//     node scenarios.mjs MOCKS BASE_URL
import { expandDyns } from "@typespec/spec-api";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const mocks = path.resolve(process.argv[2]);
const config = { baseUrl: process.argv[3] };

function body(mock) {
  if (mock === undefined) return null;
  const type = mock.contentType ?? null;
  const raw = typeof mock.rawContent?.serialize === "function" ? mock.rawContent.serialize(config) : mock.rawContent;
  if (typeof raw !== "string") return { type, text: null, json: null };
  return { type, text: raw, json: /json$/.test(type) ? parsed(raw) : null };
}

// `null` is a JSON value, so that a body of JSON is held in a list of one item.
function parsed(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return null;
  }
}

const scenarios = [];
for (const file of fs.readdirSync(mocks, { recursive: true }).sort()) {
  if (path.basename(file) !== "mockapi.js") continue;
  const { Scenarios } = await import(pathToFileURL(path.join(mocks, file)));
  for (const [name, scenario] of Object.entries(Scenarios)) {
    scenarios.push({
      name,
      spec: path.dirname(file).replaceAll(path.sep, "."),
      fails: scenario.passCondition === "status-code",
      calls: scenario.apis.map(({ method, uri, request, response }) => ({
        method,
        // In a route, a colon is escaped.
        path: uri.split("?")[0].replaceAll("\\", ""),
        headers: expandDyns(request?.headers ?? {}, config),
        query: expandDyns(request?.query ?? {}, config),
        body: body(request?.body),
        status: response.status,
        response: body(response.body),
      })),
    });
  }
}
process.stdout.write(JSON.stringify(scenarios, null, 1));
