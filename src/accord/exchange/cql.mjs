// Translates CQL to ELM, and runs ELM on cases. One job comes in as JSON, one answer goes out as JSON.
//
//   {"packages": folder, "libraries": [{"name", "cql"?, "elm"?, "valueSets": {url: [{code, system}]}, "cases": [case]}]}
//   case: {"answers": {parameter: value}, "resources": [FHIR resource]}
//   value: null, boolean, number, string, {"date": [year, month?, day?]} or {"quantity": number, "unit": UCUM}
//
//   {"libraries": [{"name", "elm"?, "errors": [message], "results": [{define: boolean | null | ...}]}]}
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const require = createRequire(path.join(job.packages, 'index.js'));
const load = (wanted) => import(pathToFileURL(require.resolve(wanted)));

async function translator() {
  const { CqlTranslator, LibraryManager, ModelManager, createModelInfoProvider, createUcumService, stringAsSource } =
    await load('@cqframework/cql/cql-to-elm');
  const { SystemModelInfoProvider } = await load('@cqframework/cql/cql');
  const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
  const fhir = path.join(path.dirname(require.resolve('cql-exec-fhir')), 'modelInfos', 'fhir-modelinfo-4.0.1.xml');
  const models = new ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  models.modelInfoLoader.registerModelInfoProvider(
    createModelInfoProvider((id) => (id === 'FHIR' ? stringAsSource(fs.readFileSync(fhir, 'utf8')) : null)));
  const unwanted = () => { throw new Error('Units are only checked here, never computed with.'); };
  const check = (unit) => (ucum.validateUnitString(unit).status === 'valid' ? null : `'${unit}' is no UCUM unit`);
  const libraries = new LibraryManager(models, undefined, undefined, createUcumService(unwanted, check, unwanted, unwanted));
  return (cql) => JSON.parse(CqlTranslator.fromText(cql, libraries).toJson());
}

function errors(elm) {
  return (elm.library.annotation ?? [])
    .filter((note) => note.type === 'CqlToElmError' && note.errorSeverity === 'error')
    .map((note) => `line ${note.startLine}: ${note.message}`);
}

function value(given, engine) {
  if (given === null || typeof given !== 'object') return given;
  if ('date' in given) return new engine.Date(...given.date);
  return new engine.Quantity(given.quantity, given.unit);
}

function plain(result) {
  if (result === null || result === undefined) return null;
  if (typeof result !== 'object') return result;
  if (result.isQuantity) return { quantity: result.value, unit: result.unit };
  if (result.isDate) return { date: [result.year, result.month, result.day].filter((part) => part !== null) };
  return undefined;
}

// The source reads FHIR's model once; an executor goes on from where the one before it stopped.
async function run(elm, library, engine, source) {
  const codes = Object.fromEntries(Object.entries(library.valueSets).map(([url, concepts]) =>
    [url, { [elm.library.identifier.version]: concepts.map((c) => ({ ...c, version: elm.library.identifier.version })) }]));
  const service = new engine.CodeService(codes);
  const loaded = new engine.Library(elm);
  const results = [];
  for (const one of library.cases) {
    const answers = Object.fromEntries(Object.entries(one.answers).map(([name, given]) => [name, value(given, engine)]));
    source.loadBundles([{ resourceType: 'Bundle', entry: one.resources.map((resource) => ({ resource })) }]);
    const found = await new engine.Executor(loaded, service, answers).exec(source);
    const [told] = Object.values(found.patientResults);
    results.push(Object.fromEntries(Object.entries(told).map(([name, result]) => [name, plain(result)])));
  }
  return results;
}

const translate = job.libraries.some((library) => library.cql) ? await translator() : null;
const engine = require('cql-execution');
const source = require('cql-exec-fhir').PatientSource.FHIRv401();
const answer = { libraries: [] };
for (const library of job.libraries) {
  const elm = library.cql ? translate(library.cql) : library.elm;
  const faults = errors(elm);
  const cases = library.cases ?? [];
  const results = faults.length || !cases.length ? [] : await run(elm, library, engine, source);
  answer.libraries.push({ name: library.name, elm: library.cql ? elm : null, errors: faults, results });
}
process.stdout.write(JSON.stringify(answer));
