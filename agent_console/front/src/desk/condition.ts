// <cc-condition>: the strip over the desk. It always has its place, and says the most serious thing there is to say.
import { css, html, nothing, type TemplateResult } from "lit";
import { look, stateColours } from "../look";
import { supported } from "../phone";
import { poorLine } from "../sound/poor-line";
import { t } from "../texts";
import { callerName, stageWord } from "./caller";
import { DeskPart } from "./part";
import type { Me, Work } from "./wire";

interface Condition {
  readonly name: string;
  readonly look: "bad" | "warn" | "calm";
  readonly text: string;
  readonly action?: TemplateResult;
}

export class ConditionStrip extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      .strip {
        display: flex;
        align-items: center;
        gap: 0.5rem 1rem;
        height: 2.5rem;
        padding: 0 var(--cc-gap-l, 1.25rem);
        border-bottom: 1px solid var(--cc-line, #d6dce4);
        color: var(--cc-text-dim, #516072);
      }
      .strip.bad {
        background: var(--cc-bad-soft, #fbe9e8);
        color: var(--cc-bad, #b3261e);
        font-weight: 600;
      }
      .strip.warn {
        background: var(--cc-warn-soft, #f7eee0);
        color: var(--cc-warn, #8a5200);
        font-weight: 600;
      }
      i {
        flex: none;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--cc-ok, #17743a);
      }
      .warn i,
      .bad i,
      .off i {
        background: currentcolor;
      }
      button,
      a.button {
        min-height: 1.75rem;
      }
      .text {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .hand {
        border-color: var(--tone);
        background: var(--tone-soft);
        color: var(--tone);
      }
      .keys {
        margin-left: auto;
      }
    `,
  ];

  static override properties = { ...DeskPart.properties, away: { attribute: false } };
  declare away: boolean; // the floor is shown, not the desk

  protected override render(): TemplateResult {
    const condition = this.#condition();
    const off = condition.name === "off" ? "off" : "";
    return html`<div class="strip ${condition.look} ${off}" data-part="condition" data-condition=${condition.name}>
      <i></i><span class="text" role="status">${condition.text}</span>${condition.action ?? nothing}
      ${this.away && this.desk.selected ? this.#inHand(this.desk.selected) : nothing}
      <span class="keys">
        ${this.desk.isAgent ? html`<button type="button" class="quiet" data-do="sound-settings" @click=${() => this.dispatchEvent(new CustomEvent("sound"))}>${t("desk.sound")}</button>` : nothing}
        <button type="button" class="quiet" data-do="shortcuts" @click=${() => this.dispatchEvent(new CustomEvent("shortcuts"))}>${t("desk.shortcuts")}</button>
      </span>
    </div>`;
  }

  /** Whoever looks at the floor sees what rings or talks at their own desk. */
  #inHand(work: Work): TemplateResult {
    return html`<button type="button" class="hand" data-do="to-desk" data-state=${work.stage} @click=${() => this.dispatchEvent(new CustomEvent("to-desk"))}>
      ${stageWord(work)} · ${callerName(work.pop)} <cc-timer .since=${work.since}></cc-timer>
    </button>`;
  }

  #condition(): Condition {
    const { live, feed, me, phone, telephone } = this.desk;
    if (live.bye === "signed_in_elsewhere") {
      return { name: live.bye, look: "bad", text: t("desk.signed_in_elsewhere"), action: reload() };
    }
    if (live.bye !== null) {
      const talks = phone.lines.length > 0;
      const text = talks ? t("desk.over_while_talking") : t(`live.bye.${live.bye}`);
      return { name: live.bye, look: "bad", text, action: html`<a href="/login?next=/desk">${t("live.to_login")}</a>` };
    }
    if (live.lost) return { name: "lost", look: "bad", text: t("live.lost") };
    if (!this.desk.isAgent) return live.open ? { name: "floor", look: "calm", text: t("live.connected") } : connecting();
    if (!me || !feed.current) return connecting();
    const poor = poorLine(phone.lines, this.desk.work);
    if (poor) return { name: "poor_line", look: "warn", text: poor };
    if (me.phone !== "softphone") return this.#otherPhone(me);
    if (!supported()) return { name: "unsupported", look: "bad", text: t("live.unsupported") };
    if (telephone.needsMicrophone && phone.lines.length === 0 && me.presence !== "signed_out") {
      const allow = html`<button type="button" data-do="allow-microphone" @click=${() => this.desk.telephone.allowMicrophone()}>
        ${t("desk.allow_microphone")}
      </button>`;
      return { name: "microphone", look: "warn", text: t("desk.microphone_needed"), action: allow };
    }
    if (phone.state === "lost") return { name: "phone_lost", look: "warn", text: t("desk.phone.lost") };
    if (phone.state === "registered" && !me.reachable) {
      return { name: "unreachable", look: "bad", text: t("desk.phone.unreachable") };
    }
    if (phone.state === "registered" && telephone.isMute) {
      return { name: "mute_ring", look: "warn", text: t("desk.ring_is_mute") };
    }
    if (phone.state === "registered") return { name: "ready", look: "calm", text: t("desk.phone.registered") };
    const look = phone.state === "off" && me.presence !== "signed_out" ? "warn" : "calm";
    return { name: phone.state, look, text: t(`desk.phone.${phone.state}`) };
  }

  #otherPhone(me: Me): Condition {
    const which = { phone: me.phone_shown || t(`desk.phone_kind.${me.phone}`) };
    if (me.presence === "signed_out") return { name: "off", look: "calm", text: t("desk.phone.off") };
    if (me.seat_taken_by) return { name: "seat_taken", look: "bad", text: t("desk.phone.seat_taken", { seat: me.seat ?? "", name: me.seat_taken_by }) };
    return me.reachable
      ? { name: "ready", look: "calm", text: t("desk.phone.other", which) }
      : { name: "phone_lost", look: "bad", text: t("desk.phone.other_lost", which) };
  }
}

function connecting(): Condition {
  return { name: "connecting", look: "calm", text: t("live.connecting") };
}

function reload(): TemplateResult {
  return html`<button type="button" data-do="use-here" @click=${() => location.reload()}>${t("desk.use_here")}</button>`;
}

customElements.define("cc-condition", ConditionStrip);
