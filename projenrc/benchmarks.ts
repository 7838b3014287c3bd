import { Component, type javascript } from 'projen';
import { ScriptWithChoices } from './script-with-choices';
import { FROM_SOURCE, PACK, TSX } from './shared-steps';

const COVERAGE = 'node_modules/.cache/bench-coverage-check.js';

/** What is measured: bench/README.md. */
export class Benchmarks extends Component {
  public constructor(project: javascript.NodeProject) {
    super(project);
    const bench = new ScriptWithChoices(project, 'bench', 'Measures speed and weight: group, reconcile, coverage, judge or impact (bench/README.md)');
    bench.add('group', 'Measures ConsoleMfaEnforcedGroup against the same resources by hand: synth, loading, weight (--quick only tries it)', [
      ...PACK, { exec: `${TSX} bench/group/run.ts`, receiveArgs: true },
    ]);
    bench.add('reconcile', 'Measures the function of ForceMfaGroup against a widely copied hourly script: calls, time, memory, cold start', [
      ...FROM_SOURCE, { exec: `${TSX} bench/reconcile/run.ts` },
    ]);
    bench.add('coverage', 'Measures what MfaCoverageCheck adds to a synthesis, by the number of constructs', [
      ...FROM_SOURCE,
      // Bundled, for plain Node.js: tsx would slow down every lazy load of aws-cdk-lib, which users do not pay.
      {
        exec: 'esbuild bench/coverage-check/run.ts --bundle --platform=node --packages=external --tsconfig=tsconfig.dev.json '
          + `--outfile=${COVERAGE} --log-level=error`,
      },
      { exec: `node ${COVERAGE}` },
    ]);
    bench.add('judge', 'Measures the command judge against the simulator of the tests on the same work (--quick only tries it)', [
      ...FROM_SOURCE, { exec: `${TSX} bench/judge/run.ts`, receiveArgs: true },
    ]);
    bench.add('impact', 'Measures the command impact against zcat and DuckDB on the same logs: speed and memory (--quick only tries it)', [
      ...FROM_SOURCE, { exec: `${TSX} bench/impact/run.ts`, receiveArgs: true },
    ]);
  }
}
