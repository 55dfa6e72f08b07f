// Converts documents with converters of other projects: node converters.js FOLDER < documents.
// FOLDER holds node_modules. Each line of the input is {"way": "down" or "up", "document": …}, each line of the output
// {"document": …} or {"error": …}, with the warnings that the converter gave.
const path = require("path");
const readline = require("readline");

const modules = path.resolve(process.argv[2], "node_modules");
const load = (name) => require(path.join(modules, name));

const warnings = [];
const answerWith = process.stdout.write.bind(process.stdout);
process.stdout.write = (said) => warnings.push(String(said)) > 0;
for (const stream of ["log", "warn", "error", "info"]) console[stream] = (...said) => warnings.push(said.join(" "));

async function down(document) {
  let source = document;
  if (!source.openapi.startsWith("3.0")) {
    const { Converter } = load("@apiture/openapi-down-convert");
    source = new Converter(source, { verbose: true, allOfTransform: true }).convert();
  }
  const { convert } = load("api-spec-converter");
  return (await convert({ from: "openapi_3", to: "swagger_2", source })).spec;
}

async function up(document) {
  const { convertObj } = load("swagger2openapi");
  return (await convertObj(document, { patch: true, warnOnly: true })).openapi;
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    warnings.length = 0;
    const { way, document } = JSON.parse(line);
    let answer;
    try {
      answer = { document: await (way === "up" ? up : down)(document) };
    } catch (fault) {
      answer = { error: String((fault && fault.message) || fault).split("\n")[0] };
    }
    answerWith(JSON.stringify({ ...answer, warnings }) + "\n");
  }
}

main();
