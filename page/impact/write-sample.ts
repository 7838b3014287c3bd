/** Writes the page of `impact` about the sample logs, from the sources as they are. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { impactPageAssets } from './assets';
import { POLICIES } from '../../cli/impact/default-policies';
import { impactPage } from '../../cli/impact/impact-html';
import type { Printed } from '../../cli/impact/impact-json';
import { readLogs } from '../../cli/impact/read-logs';
import { progressOn } from '../../cli/output/progress';
import { impactReport } from '../../impact/report/report';
import { EVERYTHING } from '../../impact/sources/range';

const SAMPLE = join(__dirname, '../../demo/trail');

/** The report about invented records of one account. */
export async function sampleReport(): Promise<Printed> {
  const logs = await readLogs([SAMPLE], EVERYTHING, () => progressOn({ write: () => undefined }, 0));
  return { report: impactReport(logs.facts, POLICIES), logs, people: new Map(), peopleFrom: [], notes: [] };
}

export async function writeSample(file: string): Promise<void> {
  await writeFile(file, [...impactPage(await sampleReport(), impactPageAssets())].join(''));
}
