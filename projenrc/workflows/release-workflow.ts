import { Component, JsonPatch, github, type awscdk } from 'projen';
import { patchWorkflow } from './patch';
import { PROOF_FILE } from './proof-workflow';
import { DOTNET, NODE, RUNNER } from './tools';

const FILE = 'release.yml';
const REGISTRIES = ['npm', 'maven', 'pypi', 'nuget', 'golang'];
const { READ, WRITE } = github.workflows.JobPermission;
const IF_PUBLISHED = '${{ !inputs.dry_run }}';

/** What goes to GitHub's page of the release, and is attested: the package, what it is made of, and the reference in each language. */
const ATTACHED = 'dist/attached';
const SBOM = `${ATTACHED}/cdk-iam-mfa.cdx.json`;

/**
 * A release: the whole proof of its commit, then the build, then a proof of the .NET package, then the registries. GitHub's page of the
 * release follows, and the page of the demo is last.
 *
 * The proof is a job of this workflow, and every other job needs it. So no event, and nobody by hand, releases a commit without it.
 */
export class ReleaseWorkflow extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const release = project.release!;
    const workflow = project.github!.tryFindWorkflow('release')!;
    const file = project.tryFindObjectFile(`.github/workflows/${FILE}`)!;

    workflow.addJob('proof', { uses: PROOF_FILE, permissions: { contents: READ } });
    release.addJobs({ prove_dotnet: PROVE_DOTNET, publish_page: PUBLISH_PAGE });
    // Everything after the build needs the build, so it waits too.
    file.patch(JsonPatch.add('/jobs/release/needs', 'proof'));
    // It makes no tag; that is done with the page on GitHub.
    patchWorkflow(project, FILE, '/jobs/release/permissions/contents', WRITE, READ);
    REGISTRIES.forEach((registry) => patchWorkflow(project, FILE, `/jobs/release_${registry}/needs`, 'release', ['release', 'prove_dotnet']));

    patchWorkflow(project, FILE, '/jobs/release_nuget/steps/1/with/dotnet-version', '6.x', DOTNET.version);
    // The registry is npm's default, and needs no naming.
    file.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

    workflow.insertStepBefore('release', 'check_tag_exists', GATHER);
    release.publisher.addGitHubPrePublishingSteps(...ATTEST);
    release.publisher.addGitHubPostPublishingSteps(ATTACH);
    file.patch(
      JsonPatch.add('/jobs/release_github/permissions/id-token', WRITE),
      JsonPatch.add('/jobs/release_github/permissions/attestations', WRITE),
    );
  }
}

const IS_NEW = "needs.release.outputs.tag_exists != 'true' && needs.release.outputs.latest_commit == github.sha";

const GATHER: github.workflows.JobStep = {
  id: 'gather',
  name: 'Gather what the page of the release shows',
  run: [
    `mkdir -p ${ATTACHED}`,
    `cp dist/js/*.tgz ${ATTACHED}`,
    `npx tsx projenrc/sbom.ts "$(cat dist/version.txt)" > ${SBOM}`,
    `npx projen docgen && cp dist/api/* ${ATTACHED}`,
  ].join('\n'),
};

/** `gh attestation verify FILE --repo cdk-iam-mfa/cdk-iam-mfa` reads them. */
const ATTEST: github.workflows.JobStep[] = [
  {
    name: 'Attest from which commit and by which workflow the files were built',
    if: IF_PUBLISHED,
    uses: 'actions/attest@v4.2.2',
    with: { 'subject-path': `${ATTACHED}/*` },
  },
  {
    name: 'Attest what the package is made of',
    if: IF_PUBLISHED,
    uses: 'actions/attest@v4.2.2',
    with: { 'subject-path': `${ATTACHED}/*.tgz`, 'sbom-path': SBOM },
  },
];

const ATTACH: github.workflows.JobStep = {
  name: 'Attach the files',
  if: IF_PUBLISHED,
  env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
  // A run that is started again finds them there, and replaces them.
  run: `gh release upload "$(cat dist/releasetag.txt)" ${ATTACHED}/* --repo "$GITHUB_REPOSITORY" --clobber`,
};

const WITH_WHAT_WAS_BUILT: github.workflows.JobStep[] = [
  github.WorkflowSteps.checkout(),
  { name: 'Install dependencies', run: 'npm ci' },
  github.WorkflowSteps.downloadArtifact({
    name: 'Download build artifacts',
    with: { artifactIds: ['${{ needs.release.outputs.artifact_id }}'], path: 'dist' },
  }),
  // What was built and has its version, not what stands in the repository.
  { name: 'Extract build artifact', run: 'tar --strip-components=1 -xzvf dist/js/*.tgz' },
];

/** The page of the demo, with the version of the release, on GitHub Pages: the repository's settings name GitHub Actions as its source. */
const PUBLISH_PAGE: github.workflows.Job = {
  name: 'Publish the page',
  // Its links lead to the files of the tag, so the tag has to be there.
  needs: ['release', 'release_github'],
  runsOn: RUNNER,
  permissions: { contents: READ, pages: WRITE, idToken: WRITE },
  if: `${IS_NEW} && !inputs.dry_run`,
  environment: { name: 'github-pages', url: '${{ steps.deployment.outputs.page_url }}' },
  tools: { node: NODE },
  steps: [
    ...WITH_WHAT_WAS_BUILT,
    { name: 'Write the page', run: 'npx projen docs:page' },
    { name: 'Upload the page', uses: 'actions/upload-pages-artifact@v4.0.0', with: { path: 'dist/page' } },
    { id: 'deployment', name: 'Publish the page', uses: 'actions/deploy-pages@v4.0.5' },
  ],
};

/**
 * Most machines have no .NET SDK, so before anything is published, an app in C# is built with the package and compared with the one in
 * TypeScript. All registries wait: without a tag the next run would take the same version again for what was mended.
 */
const PROVE_DOTNET: github.workflows.Job = {
  name: 'Prove the .NET package',
  needs: ['release'],
  runsOn: RUNNER,
  permissions: { contents: READ },
  if: IS_NEW,
  tools: { node: NODE, dotnet: DOTNET },
  steps: [
    ...WITH_WHAT_WAS_BUILT,
    { name: 'Move build artifact out of the way', run: 'mv dist dist.old' },
    { name: 'Create js artifact', run: 'npx projen package:js' },
    { name: 'Generate .NET sources', run: 'npx projen generate:dotnet' },
    { name: 'Create dotnet artifact', run: 'npx projen package:dotnet' },
    {
      name: 'Compare the app in C# with the one in TypeScript',
      env: { DOTNET_REQUIRED: 'true' },
      run: 'npx jest --config test/jest.proofs.json --selectProjects languages --ci ./test/languages/dotnet.language',
    },
  ],
};
