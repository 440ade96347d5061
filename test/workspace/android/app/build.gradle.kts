plugins {
    id("com.android.application")
}

dependencies {
    implementation("androidx.core:core-ktx:1.15.0")
    androidTestImplementation("com.kaspersky.android-components:kaspresso-allure-support:1.6.0")
    androidTestImplementation(libs.kaspresso)
}
