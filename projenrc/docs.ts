import { Component, type typescript } from 'projen';
import { ScriptWithChoices } from './script-with-choices';
import { BROWSER, COMPILED, FROM_SOURCE, TSX, isMissing } from './shared-steps';

/** What is written by a command: parts of the pages, a picture, and the reference of the API. */
export class Docs extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const docs = new ScriptWithChoices(project, 'docs', 'Writes a generated part of the docs: matrix, strategies, languages, picture, recording or page');
    docs.add('matrix', 'Writes docs/access-matrix.md from the expected table', [...FROM_SOURCE, { exec: `${TSX} access/matrix/write-matrix-page.ts` }]);
    docs.add('strategies', 'Writes the tables of the strategies into docs/constructs.md, from what the page of the demo shows', [
      ...FROM_SOURCE, { exec: `${TSX} guide/write-comparison-tables.ts` },
    ]);
    docs.add('languages', 'Writes the first example into docs/languages.md in the other languages, from what the task rosetta translated', [
      { spawn: 'rosetta', condition: isMissing('.jsii.tabl.json') }, { exec: `${TSX} test/languages/write-docs.ts` },
    ]);
    docs.add('picture', 'Takes the picture of the page that stands in the README', [BROWSER, ...FROM_SOURCE, { exec: `${TSX} test/page/picture.ts` }]);
    docs.add('recording', 'Records 15 seconds of the command judge for the README', [...FROM_SOURCE, { exec: `${TSX} demo/recording/write-recording.ts` }]);
    docs.add('page', 'Writes the page as a release publishes it, to dist/page', [...FROM_SOURCE, { exec: `${TSX} page/write-published-page.ts` }]);

    // The reference, in the other languages too, without what is inherited. Examples come from the task rosetta, which makes this seven times
    // faster. With the compiler options of the library, because jsii-docgen leaves this folder, and those of the tests would not be found.
    const docgen = project.tasks.tryFind('docgen')!;
    docgen.reset('tsx projenrc/api-reference.ts');
    docgen.prependSpawn(project.compileTask, { condition: COMPILED.condition });
  }
}
