// Prints the microseconds that Ajv takes for one order, from text to verdict: the best of slices of 1 ms.
// node ajv.mjs <node_modules> <schema file> <order file> <milliseconds>
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [folder, schemaFile, orderFile, milliseconds] = process.argv.slice(2);
const Ajv = createRequire(`${folder}/`)("ajv").default;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
const text = readFileSync(orderFile, "utf8");
if (!validate(JSON.parse(text))) throw new Error("the order is not valid");

const end = performance.now() + Number(milliseconds);
let best = Infinity;
while (performance.now() < end) {
  const start = performance.now();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < 1) {
    for (let i = 0; i < 10; i++) validate(JSON.parse(text));
    runs += 10;
    elapsed = performance.now() - start;
  }
  best = Math.min(best, (elapsed * 1000) / runs);
}
console.log(best.toFixed(4));
