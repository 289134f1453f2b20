// JsSIP's way to the server: a WebSocket that can be let go of, so that a call goes on in another page.
import type { Socket } from "jssip";

export class SipSocket implements Socket {
  readonly url: string;
  readonly sip_uri: string;
  via_transport: string;
  onconnect: () => void = () => undefined;
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => undefined;
  ondata: (data: unknown) => void = () => undefined;
  #socket: WebSocket | null = null;
  #letGo = false;

  constructor(path: string) {
    const url = new URL(path, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.url = url.href;
    this.sip_uri = `sip:${url.host};transport=ws`;
    this.via_transport = url.protocol === "wss:" ? "WSS" : "WS";
  }

  connect(): void {
    if (this.#letGo || this.#socket) return;
    const socket = new WebSocket(this.url, "sip");
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.onconnect();
    socket.onmessage = (event) => this.ondata(event.data);
    socket.onclose = (event) => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.ondisconnect(!event.wasClean, event.code, event.reason);
    };
    this.#socket = socket;
  }

  disconnect(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  send(message: string | ArrayBuffer | Blob | ArrayBufferView<ArrayBuffer>): boolean {
    if (!this.isConnected()) return false;
    this.#socket?.send(message);
    return true;
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  isConnecting(): boolean {
    return this.#socket?.readyState === WebSocket.CONNECTING;
  }

  /** Nothing is said any more, no goodbye either. */
  letGo(): void {
    this.#letGo = true;
    this.disconnect();
  }
}
