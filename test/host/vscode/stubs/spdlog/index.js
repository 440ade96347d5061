'use strict';
// VS Code writes its logs, and every extension's output channel, through the
// native module @vscode/spdlog, which would have to be compiled. This stand-in
// has the same interface and appends to the file synchronously. Without one,
// output channels stay empty (the Output view reads the file back).
const fs = require('node:fs');
const path = require('node:path');

const NAMES = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.raw = false;
  }
  clearFormatters() {
    this.raw = true;
  }
  flush() {}
  drop() {
    this.file = undefined;
  }
  write(level, message) {
    if (!this.file || level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const text = this.raw ? message : `${stamp} [${NAMES[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, text);
    } catch {
      /* the folder was removed while shutting down */
    }
  }
}
['trace', 'debug', 'info', 'warn', 'error', 'critical'].forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    this.write(level, message);
  };
});

async function create(type, name, file, size, count) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(type, name, file, size, count);
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = (name, file, size, count) => create('rotating', name, file, size, count);
exports.createAsyncRotatingLogger = (name, file, size, count) =>
  create('rotating_async', name, file, size, count);
