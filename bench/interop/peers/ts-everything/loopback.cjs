// Preloaded: a port alone means every interface; here it means the loopback one.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const host = ["string", "number"].includes(typeof port) && typeof rest[0] !== "string" ? ["127.0.0.1"] : [];
  return listen.call(this, port, ...host, ...rest);
};
