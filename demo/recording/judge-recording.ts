/** The recording that the README shows. */
import { judgeScenes } from './judge-scenes';
import { terminalSvg } from './terminal-svg';

const TITLE = 'In a terminal, cdk-iam-mfa judge says which ways around MFA a policy of AWS leaves open, and that a group of this library leaves none of them open.';

export function judgeRecording(command: string): string {
  return terminalSvg(TITLE, judgeScenes(command));
}
