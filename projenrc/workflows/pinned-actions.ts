import { Component, type github } from 'projen';

/**
 * Each action by the commit of its version, because a tag can be moved to other code.
 *
 * The version is part of the name on the left: when projen takes another version, no line fits, and a test says which commit is missing.
 */
const COMMITS: Record<string, string> = {
  'actions/attest@v4.2.2': '1e69f48acb82d1966a394da916b4c1698aa569d6',
  'actions/deploy-pages@v4.0.5': 'd6db90164ac5ed86f2b6aed7e0febac5b3c0c03e',
  'actions/setup-dotnet@v6.0.0': 'a98b56852c35b8e3190ac28c8c2271da59106c68',
  'actions/setup-go@v7.0.0': 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e',
  'actions/setup-java@v6.0.0': 'dd06d9cba3e5552c54d9f8ea23572deb30010f7c',
  'actions/setup-node@v7.0.0': '820762786026740c76f36085b0efc47a31fe5020',
  'actions/setup-python@v7.0.0': '5fda3b95a4ea91299a34e894583c3862153e4b97',
  'actions/upload-pages-artifact@v4.0.0': '7b1f4a764d45c48632c6b24a0339c27f5614fb0b',
  'peter-evans/create-pull-request@v8.1.1': '5f6978faf089d4d20b00c7766989d076bb2fc7f1',
  // These have a commit in projen, which writes the version beside it: actions/checkout v7.0.1, actions/upload-artifact v7.0.1,
  // actions/download-artifact v8.0.1, amannn/action-semantic-pull-request v6.1.1.
};

export class PinnedActions extends Component {
  public constructor(gitHub: github.GitHub) {
    super(gitHub.project);
    for (const [action, commit] of Object.entries(COMMITS)) {
      gitHub.actions.set(action, action.replace(/@.*/, `@${commit}`));
    }
  }
}
