/** What the jobs of the workflows bring, in the versions on which the proofs were tried. */

export const RUNNER = ['ubuntu-latest'];
export const NODE = { version: '24' };
export const PYTHON = { version: '3.11' };
export const JAVA = { version: '17' };
export const GO = { version: '1.26' };

/** The .NET package and its app are built by the same major version; projen's default builds no app of today's framework. */
export const DOTNET = { version: '10.x' };
