/** What the command writes into the page for its script. */
import { POLICIES } from '../../../cli/impact/default-policies';
import { impactPage } from '../../../cli/impact/impact-html';
import type { ImpactPageData } from '../../../impact/report/page-data';
import { impactReport, type Policies } from '../../../impact/report/report';
import { ACTION } from '../../../page/impact/options-form';
import { sampleReport } from '../../../page/impact/write-sample';
import { checkAllowActions } from '../../../src/private/checks/allow-actions';

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

test.each(['s3:Get_Object', 'my_service:Get', 's3:getobject', 'ec2:Describe*', 'S3:?', 'execute-api:*', '*:Get', 'iam:GetUser', 'SSO-directory:x', 's3:', ':x', 's3:a:b', 's3:Gét'])(
  'the page takes the action %s only if the construct does, because it shows the code to write', (action) => {
    const taken = [action].filter((one) => ACTION.test(one));
    expect(() => checkAllowActions('Page', taken)).not.toThrow();
  });
