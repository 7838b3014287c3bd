/** What a ConsoleMfaEnforcedGroup may cost at most, over the same resources by hand. The pages say the same, and a test compares. */
export const TARGETS = { synth: 1.1, load: 1.15 };
