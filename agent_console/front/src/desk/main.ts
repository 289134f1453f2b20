// The entry of the desk's page.
import "./day";
import "./script";
import "./cc-desk";
import "../sound/cc-sound-test";
