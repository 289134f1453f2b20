// The entry of the desk's page.
import "./day";
import "./script";
import "./cc-desk";
import "../sound/cc-sound-test";

window.name = "callcenter-desk"; // so that pages opened from here lead back to it
