plugins {
    `java-library`
    id("⟦maven|org.acme.applied|2.0|org.acme.applied:org.acme.applied.gradle.plugin⟧") version "2.0"
    kotlin("jvm") version "2.1.0"
}
repositories {
    maven("⟦domain|https://maven.acme.example||maven.acme.example⟧")
    maven { url = uri("⟦domain|https://second.acme.example||second.acme.example⟧") }
}
dependencies {
    implementation("⟦maven|org.acme:plain|1.0⟧:1.0")
    api(group = "org.acme", name = "⟦maven|mapped|1.1|org.acme:mapped⟧", version = "1.1")
    testImplementation("⟦maven|org.acme:lambda|1.2⟧:1.2") {
        exclude(group = "org.acme", module = "⟦maven:remove|excluded||org.acme:excluded⟧")
    }
    implementation(platform("⟦maven|org.acme:bom|1⟧:1"))
    "customConfiguration"("⟦maven|org.acme:custom|1⟧:1")
    add("named", "⟦maven|org.acme:added|1⟧:1")
    kapt("⟦maven|org.acme:kapt|1⟧:1")
    implementation(libs.plain)
    implementation(project(":core"))
    constraints { implementation("⟦maven|org.acme:constrained|3⟧:3") }
}
testing {
    suites {
        val test by getting(JvmTestSuite::class) {
            dependencies { implementation("⟦maven|org.acme:in-suite|1⟧:1") }
        }
    }
}
