/** As somebody pastes it: the imports above a stack, the rest into its constructor. */
export function pasted(code: string): string {
  const [imports, ...statements] = code.split('\n\n');
  return `${imports}
import { Stack as StackOfTheApp } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class Pasted extends StackOfTheApp {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { env: { account: '123456789012', region: 'us-east-1' } });
${statements.join('\n\n')}
  }
}
`;
}
