import { generateKeyPairSync, sign } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** TLS in front of a Postgres that speaks none, in the way Postgres does it: asked for in clear, granted with one letter, then TLS. */
export class TlsFront {
  private constructor(
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
    readonly port: number,
  ) {}

  static start(target: () => number): Promise<TlsFront> {
    const secureContext = createSecureContext(selfSigned());
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      client.once('data', () => {
        client.write('S');
        const secure = new TLSSocket(client, { isServer: true, secureContext });
        const postgres = connect(target(), '127.0.0.1');
        secure.pipe(postgres).pipe(secure);
        for (const socket of [client, secure, postgres]) {
          sockets.add(socket);
          const end = () => {
            for (const other of [client, secure, postgres]) other.destroy();
          };
          socket.on('error', end).on('close', end);
        }
      });
    });
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(new TlsFront(server, sockets, typeof address === 'object' && address ? address.port : 0));
      });
    });
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

/** A key and the least certificate that OpenSSL takes (RFC 5280): nobody checks whose it is, so it need not last beyond the test. */
function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const commonName = der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('localhost')));
  const name = der(0x30, der(0x31, commonName));
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const body = der(0x30, version, serial, ecdsaWithSha256, name, validity, name, publicKey.export({ type: 'spki', format: 'der' }));
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const cert = der(0x30, body, ecdsaWithSha256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${cert}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
