import { Component, YamlFile, github, type awscdk } from 'projen';

const REPOSITORY = 'https://github.com/cdk-iam-mfa/cdk-iam-mfa';
const PRIVATE_REPORT = `${REPOSITORY}/security/advisories/new`;

interface Field {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly optional?: boolean;
  /** What the reader chooses from; without it, the reader writes. */
  readonly options?: string[];
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly labels: string[];
  /** What stands above the fields. */
  readonly intro: string;
  readonly fields: Field[];
}

const PARTITIONS = ['aws', 'aws-us-gov', 'aws-cn', 'another one'];

const WRONG_ROW: Form = {
  name: 'A row is wrong on live AWS',
  description: 'AWS answers a request differently from what the access matrix or the command judge says',
  labels: ['bug'],
  intro: `This project has tried nothing on a live AWS account, so your observation is worth a lot.

**Does AWS allow what the row denies? Then there is a way around MFA: [report it privately](${PRIVATE_REPORT}), not here.**

Leave out account numbers, access keys and user names.`,
  fields: [
    { id: 'row', label: 'Row', description: 'The id of the row, such as `access-key/s3:PutObject/object`. Or the action, the resource and the kind of request.' },
    { id: 'policy', label: 'Strategy or policy', description: 'The construct with its options, or the policies of the user.' },
    { id: 'expected', label: 'What the row says' },
    { id: 'answer', label: 'What AWS answered', description: 'The error code with its message, or the result. The CloudTrail record helps most.' },
    { id: 'way', label: 'How you tried it', description: 'Console, AWS CLI or SDK, with its version; how the user signed in; access key, session, or through a service.' },
    { id: 'partition', label: 'Partition', options: PARTITIONS },
  ],
};

const BUG: Form = {
  name: 'Bug',
  description: 'A construct, the command or a page does not do what its documentation says',
  labels: ['bug'],
  intro: `A way around MFA or around a refusal is a vulnerability: [report it privately](${PRIVATE_REPORT}).`,
  fields: [
    { id: 'code', label: 'The smallest code or command that shows it' },
    { id: 'happens', label: 'What happens', description: 'With the whole message, if there is one.' },
    { id: 'expected', label: 'What you expected, and where it is documented' },
    { id: 'versions', label: 'Versions', description: 'cdk-iam-mfa, aws-cdk-lib, the CDK CLI, the language and Node.js.' },
  ],
};

const IDEA: Form = {
  name: 'Idea',
  description: 'Something that the library, the command or the pages should do',
  labels: ['enhancement'],
  intro: 'A new option should serve the promise of its mode: CONTRIBUTING.md, "How to add an option".',
  fields: [
    { id: 'problem', label: 'Who cannot do what today' },
    { id: 'idea', label: 'What would help' },
    { id: 'price', label: 'What an attacker would gain', description: 'If the idea loosens something: which request would AWS allow that it denies today?', optional: true },
  ],
};

const PULL_REQUEST_TEMPLATE = [
  '<!-- The title begins with feat:, fix: or chore:, because releases are numbered by it. A vulnerability is reported privately first: SECURITY.md. -->',
  '',
  'What changes, and why:',
  '',
  'Fixes #',
  '',
  '- [ ] `npm test` passes, and a test fails without the change.',
  '- [ ] What is generated is committed: `npx projen`, and `npm run docs -- matrix` for rows of the access matrix.',
  '- [ ] `CHANGELOG.md` has a line under "Unreleased" for what users notice; a changed template stands under "Templates".',
  '- [ ] Nothing about AWS is claimed without a page of its documentation, or without saying that it was not tried on live AWS.',
];

/** What GitHub shows to those who open an issue or a pull request. */
export class CommunityFiles extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    new github.PullRequestTemplate(project.github!, { lines: PULL_REQUEST_TEMPLATE });
    const file = (name: string, obj: object) => new YamlFile(project, `.github/ISSUE_TEMPLATE/${name}.yml`, { obj, committed: true, lineWidth: -1 });
    file('1-wrong-row', rendered(WRONG_ROW));
    file('2-bug', rendered(BUG));
    file('3-idea', rendered(IDEA));
    file('config', {
      blank_issues_enabled: false,
      contact_links: [{ name: 'Vulnerability', url: PRIVATE_REPORT, about: 'Report it privately, as SECURITY.md says.' }],
    });
  }
}

function rendered({ name, description, labels, intro, fields }: Form): object {
  return { name, description, labels, body: [{ type: 'markdown', attributes: { value: intro } }, ...fields.map(renderedField)] };
}

function renderedField({ id, label, description, optional, options }: Field): object {
  return { type: options ? 'dropdown' : 'textarea', id, attributes: { label, description, options }, validations: { required: !optional } };
}
