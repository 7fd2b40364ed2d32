// The benchmarks: ours against a floor in C and against other libraries. See docs/performance.md.
import { writeFileSync } from 'node:fs';
import { checkTools, Lab, netlinkProblem } from './lab.ts';
import { measure, type Result } from './measure.ts';
import { parse, usage } from './options.ts';
import { findPeers } from './peers.ts';
import { run } from './processes.ts';
import { record, table } from './report.ts';
import { works } from './works.ts';

async function main(): Promise<void> {
  const options = parse(process.argv.slice(2));
  if (options.help) return console.log(usage);
  await checkTools();
  const problem = await netlinkProblem();
  const version = (await run([options.node, '--version'])).stdout.trim();
  const lab = new Lab(problem === undefined);
  const { peers, absent } = options.peers ? await findPeers(lab) : { peers: [], absent: {} };
  const all = works(lab, options, peers);
  const unknown = options.only.filter((name) => !all.some((work) => work.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No work named ${unknown.join(', ')}; there are ${all.map((work) => work.name).join(', ')}.`,
    );
  }
  const results: Result[] = [];
  const chosen = all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const possible = chosen.filter(({ needsKernel }) => problem === undefined || needsKernel === false);
  if (possible.length < chosen.length) {
    const missing = chosen.filter((work) => !possible.includes(work)).map(({ name }) => name);
    const sentence = `not measured, since ${problem}: ${missing.join(', ')}`;
    if (possible.length === 0) throw new Error(sentence);
    console.error(sentence);
  }
  for (const work of possible) {
    if (process.stderr.isTTY) process.stderr.write(`${work.title} ...\n`);
    results.push(await measure(work, options.rounds, options.peers));
  }
  console.log(
    `Node ${version}, ${options.rounds} rounds, medians${options.quick ? '; small sizes, ratios mean little' : ''}`,
  );
  console.log(table(results));
  for (const [name, why] of Object.entries(absent)) console.log(`not here: ${name} (${why})`);
  if (options.json) writeFileSync(options.json, record(results, options, version, new Date()));
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
