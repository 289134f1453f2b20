// The entry of the desk's page.
import "./cc-desk";
import "../sound/cc-sound-test";
