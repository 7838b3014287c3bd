module.exports = require('../jest.proof')('deploy');
