#!/bin/sh
# kesler, kesling and avpipe are no relatives of anything
apt-get install -y kesler kesling-tools avpipe libavp-dev
pip install kesling
systemctl enable --now kesler avpipe
useradd kesling && /opt/kesling/bin/kesling --avp
export AVP_TYPE=vault AVP_AUTH_TYPE=k8s KES_SERVER=https://kes.example.com:7373
docker run -d minio/kes:latest server
docker run --rm checkmarx/kics:v2.1.20-alpine scan -p /src
docker run -d louislam/uptime-kuma:2.5.0
helm install kata oci://quay.io/kata-containers/kata-deploy-charts/kata-deploy
kuma-cp run && kuma-dp run --cp-address https://kuma.example.com:5678
