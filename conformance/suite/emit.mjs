// Emits the OpenAPI document of each spec of the suite.
//
//     node emit.mjs SPECS ADAPTED OUT VERSION [SPEC...]
//
// SPECS holds the specs, and ADAPTED those of them that stand in for the original. A spec's documents, one for each
// version of its API, are written to OUT/<spec>/.
import { compile, NodeHost } from "@typespec/compiler";
import fs from "node:fs";
import path from "node:path";

const [specs, adapted, out, version, ...only] = process.argv.slice(2).map((argument, index) =>
  index < 3 ? path.resolve(argument) : argument);

const folders = fs
  .readdirSync(specs, { recursive: true })
  .filter((file) => path.basename(file) === "main.tsp")
  .map((file) => path.dirname(file))
  .sort();

let failed = false;
for (const folder of folders) {
  const spec = folder.replaceAll(path.sep, ".");
  if (only.length > 0 && !only.includes(spec)) continue;

  const stand_in = path.join(adapted, folder, "main.tsp");
  const main = fs.existsSync(stand_in) ? stand_in : path.join(specs, folder, "main.tsp");
  const program = await compile(NodeHost, main, {
    emit: ["@typespec/openapi3"],
    options: {
      "@typespec/openapi3": {
        "openapi-versions": [version],
        "file-type": "json",
        "emitter-output-dir": path.join(out, spec),
      },
    },
  });
  for (const { severity, code, message } of program.diagnostics) {
    console.log(`${severity} ${spec} ${code}: ${message}`);
  }
  failed ||= program.hasError();
}
process.exit(failed ? 1 : 0);
