// What the page was born with: who looks, in which language and zone, and every text of the screens.

export interface Boot {
  readonly language: string;
  readonly zone: string;
  readonly name: string;
  readonly company: string;
  readonly login: string;
  readonly texts: Readonly<Record<string, string>>;
}

function read(): Boot {
  const written = document.getElementById("boot")?.textContent ?? "{}";
  const found = JSON.parse(written) as Partial<Boot>;
  return {
    language: found.language ?? "zh-CN",
    zone: found.zone ?? "UTC",
    name: found.name ?? "",
    company: found.company ?? "",
    login: found.login ?? "",
    texts: found.texts ?? {},
  };
}

export const boot = read();
