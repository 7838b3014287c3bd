// A group of the package, as compiled and as users load it.
const { ConsoleMfaEnforcedGroup } = require('../../../lib');

module.exports = (scope, id) => new ConsoleMfaEnforcedGroup(scope, id);
