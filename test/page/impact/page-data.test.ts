/** What the command writes into the page for its script. */
import { POLICIES } from '../../../cli/impact/default-policies';
import { impactPage } from '../../../cli/impact/impact-html';
import type { ImpactPageData } from '../../../impact/report/page-data';
import { impactReport, type Policies } from '../../../impact/report/report';
import { sampleReport } from '../../../page/impact/write-sample';

async function dataBy(policies: Policies, ofTemplate?: Policies): Promise<ImpactPageData> {
  const { logs, ...printed } = await sampleReport();
  const page = [...impactPage({ ...printed, logs, report: impactReport(logs.facts, policies) }, { script: '', style: '' }, ofTemplate)].join('');
  return JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)![1]) as ImpactPageData;
}

test.each(['CONSOLE_ONLY', 'ALL_REQUESTS'])('--intent %s leaves the other mode out, because the sentences on the page are about this one', async (mode) => {
  const { policies, policy, options } = await dataBy({ [mode]: POLICIES[mode] });
  expect([Object.keys(policies), policy]).toEqual([[mode], mode]);
  expect(options.length).toBeGreaterThan(0);
});

test('without it, and with a template, the page has what the report has', async () => {
  expect(Object.keys((await dataBy(POLICIES)).policies)).toEqual(['CONSOLE_ONLY', 'ALL_REQUESTS']);
  const ofTemplate = { Mine: POLICIES.ALL_REQUESTS };
  expect(Object.keys((await dataBy(ofTemplate, ofTemplate)).policies)).toEqual(['Mine']);
});
